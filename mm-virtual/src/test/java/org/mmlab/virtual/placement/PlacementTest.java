package org.mmlab.virtual.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.virtual.GuardGaps;
import org.mmlab.api.virtual.PlacementRequest;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.virtual.index.MapleVmaIndex;

/** The place is the highest, or the lowest, that is free and far enough from a stack above. */
class PlacementTest {
    private static final int PAGES = 64;
    private static final int LOWEST = 4;
    private static final int LEGACY = 20;
    private static final int GAP = 3;

    /** A row of pages with areas, some of which are stacks. */
    private static final class Row implements GuardGaps {
        final int[] area = new int[PAGES]; // area + 1 of each page
        final int[] first = new int[PAGES];
        final int[] end = new int[PAGES];
        final boolean[] stack = new boolean[PAGES];
        final VmaIndex index = new MapleVmaIndex();
        int count;

        Row(SplittableRandom random) {
            for (int page = random.nextInt(6); page < PAGES; page += 1 + random.nextInt(9)) {
                int until = Math.min(PAGES, page + 1 + random.nextInt(6));
                first[count] = page;
                end[count] = until;
                boolean room =
                        count == 0 || page - end[count - 1] >= GAP; // else the kernel passes over what is between
                stack[count] = room && random.nextInt(3) == 0;
                index.insert(page * 4096L, until * 4096L, count);
                for (int p = page; p < until; p++) {
                    area[p] = count + 1;
                }
                count++;
                page = until;
            }
        }

        @Override
        public long claimedStart(int a) {
            return Math.max(0, first[a] - (stack[a] ? GAP : 0)) * 4096L;
        }

        @Override
        public long end(int a) {
            return end[a] * 4096L;
        }

        boolean fits(int page, int pages, int high) {
            if (page + pages > high) {
                return false;
            }
            for (int p = page; p < page + pages; p++) {
                if (area[p] != 0) {
                    return false;
                }
            }
            int next = index.find((page + pages) * 4096L);
            return next == VmaIndex.NO_AREA || claimedStart(next) >= (page + pages) * 4096L;
        }

        int lowest(int from, int pages) {
            for (int page = from; page < PAGES; page++) {
                if (fits(page, pages, PAGES)) {
                    return page;
                }
            }
            return -1;
        }

        int highest(int pages, int high) {
            for (int page = high - pages; page >= LOWEST; page--) {
                if (fits(page, pages, high)) {
                    return page;
                }
            }
            return lowest(LEGACY, pages);
        }
    }

    @Property(tries = 1000)
    void isTheFirstThatFits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int pages,
            @ForAll @IntRange(min = 24, max = PAGES) int base) {
        Row row = new Row(new SplittableRandom(seed));
        PlacementRequest request = new PlacementRequest(
                pages * 4096L, LOWEST * 4096L, LEGACY * 4096L, base * 4096L, PAGES * 4096L, 0, 0, row);
        assertThat(page(new TopDownArea().place(row.index, request))).isEqualTo(row.highest(pages, base));
        assertThat(page(new BottomUpArea().place(row.index, request))).isEqualTo(row.lowest(LEGACY, pages));
    }

    private static int page(long address) {
        return address == VmaIndex.NO_GAP ? -1 : (int) (address / 4096);
    }
}
