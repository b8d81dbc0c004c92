package org.mmlab.virtual.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.virtual.VmaIndex;

/** Both indexes do what a sorted list does, over the whole unsigned range. */
class VmaIndexTest {
    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("maple", "rbtree");
    }

    private static VmaIndex create(String kind) {
        return kind.equals("maple") ? new MapleVmaIndex() : new RedBlackVmaIndex();
    }

    /** Ranges live on a grid of pages; the base puts them low, across the sign bit, or near the top. */
    @Property(tries = 400)
    void equalsASortedList(
            @ForAll("kinds") String kind, @ForAll long seed, @ForAll @IntRange(min = 8, max = 600) int pages) {
        SplittableRandom random = new SplittableRandom(seed);
        long base =
                new long[] {0x1000, Long.MAX_VALUE - 0xfffL - 100 * 0x1000L, -0x1000L * (pages + 2)}[random.nextInt(3)];
        VmaIndex index = create(kind);
        VmaIndex naive = new NaiveVmaIndex();
        TreeMap<Integer, Integer> ranges = new TreeMap<>(); // first page -> page after the last
        TreeMap<Integer, Integer> areas = new TreeMap<>(); // first page -> area
        int nextArea = 0;
        for (int step = 0; step < 200; step++) {
            int page = random.nextInt(pages);
            Integer holder = ranges.floorKey(page);
            boolean taken = holder != null && ranges.get(holder) > page;
            if (!taken && random.nextInt(10) < 8) {
                Integer next = ranges.higherKey(page);
                int end = Math.min(next == null ? pages : next, page + 1 + random.nextInt(4));
                index.insert(base + page * 4096L, base + end * 4096L, nextArea);
                naive.insert(base + page * 4096L, base + end * 4096L, nextArea);
                ranges.put(page, end);
                areas.put(page, nextArea++);
            } else if (taken && random.nextInt(3) == 0) {
                index.remove(base + holder * 4096L);
                naive.remove(base + holder * 4096L);
                ranges.remove(holder);
                areas.remove(holder);
            } else if (taken) {
                Integer prev = ranges.lowerKey(holder);
                int low = prev == null ? 0 : ranges.get(prev);
                Integer next = ranges.higherKey(holder);
                int high = next == null ? pages : next;
                int start = low + random.nextInt(high - low);
                int end = start + 1 + random.nextInt(high - start);
                index.resize(base + holder * 4096L, base + start * 4096L, base + end * 4096L);
                naive.resize(base + holder * 4096L, base + start * 4096L, base + end * 4096L);
                ranges.remove(holder);
                ranges.put(start, end);
                areas.put(start, areas.remove(holder));
            }
            compare(index, naive, base, pages, random);
        }
    }

    /** As above, with trees of several levels: filled in some order, thinned out to a tenth, and filled again. */
    @Property(tries = 10)
    void equalsASortedListWhenItIsLarge(@ForAll("kinds") String kind, @ForAll long seed) {
        int pages = 6000;
        SplittableRandom random = new SplittableRandom(seed);
        VmaIndex index = create(kind);
        VmaIndex naive = new NaiveVmaIndex();
        boolean[] mapped = new boolean[pages];
        boolean inOrder = random.nextBoolean();
        for (int round = 0; round < 3; round++) {
            for (int step = 0; step < pages; step++) {
                int page = inOrder ? step : random.nextInt(pages);
                boolean wanted = round == 1 ? random.nextInt(10) == 0 : random.nextInt(10) != 0;
                if (mapped[page] != wanted) {
                    mapped[page] = wanted;
                    change(index, page, wanted);
                    change(naive, page, wanted);
                }
                if (step % 300 == 0) {
                    compare(index, naive, 0, pages, random);
                }
            }
        }
    }

    private static void change(VmaIndex index, int page, boolean wanted) {
        if (wanted) {
            index.insert(page * 4096L, (page + 1) * 4096L, page);
        } else {
            index.remove(page * 4096L);
        }
    }

    private static void compare(VmaIndex index, VmaIndex naive, long base, int pages, SplittableRandom random) {
        assertThat(index.size()).isEqualTo(naive.size());
        for (int i = 0; i < 6; i++) {
            long address = base + random.nextInt(pages + 1) * 4096L + random.nextInt(-1, 2);
            assertThat(index.find(address)).as("find %x", address).isEqualTo(naive.find(address));
            assertThat(index.before(address)).as("before %x", address).isEqualTo(naive.before(address));
            long low = base + random.nextInt(pages) * 4096L;
            long high = low + random.nextInt(pages) * 4096L;
            if (Long.compareUnsigned(high, base + pages * 4096L) > 0) {
                high = base + pages * 4096L;
            }
            long bytes = (1 + random.nextInt(8)) * 4096L;
            assertThat(index.lowestGap(low, high, bytes))
                    .as("lowest gap of %x in %x-%x", bytes, low, high)
                    .isEqualTo(naive.lowestGap(low, high, bytes));
            assertThat(index.highestGap(low, high, bytes))
                    .as("highest gap of %x in %x-%x", bytes, low, high)
                    .isEqualTo(naive.highestGap(low, high, bytes));
        }
    }

    @Property(tries = 20)
    void namesWhatIsNotThere(@ForAll("kinds") String kind, @ForAll @IntRange(max = 40) int areas) {
        VmaIndex index = create(kind);
        for (int i = 0; i < areas; i++) {
            index.insert(i * 8192L, i * 8192L + 4096, i);
        }
        assertThatThrownBy(() -> index.remove(4096)).hasMessageContaining("no area begins at 1000");
        if (areas > 0) {
            assertThatThrownBy(() -> index.insert(0, 12288, 99)).hasMessageContaining("overlaps");
        }
    }
}
