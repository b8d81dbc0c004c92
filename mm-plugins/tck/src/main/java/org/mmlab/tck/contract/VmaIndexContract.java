package org.mmlab.tck.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.virtual.VmaIndex;

/**
 * What every {@link VmaIndex} must do: after each of some hundred changes all its look-ups answer as a sorted map does. The author of
 * an index supplies an empty one:
 *
 * <pre>
 *   class MyIndexTest implements VmaIndexContract {
 *       public VmaIndex emptyIndex() {
 *           return new MyIndex();
 *       }
 *   }
 * </pre>
 */
public interface VmaIndexContract {
    /** A new index without areas. */
    VmaIndex emptyIndex();

    /**
     * A change of the index.
     *
     * @param kind 0 and 1 insert, 2 removes, 3 resizes
     * @param page where
     * @param pages how many, 1 and up
     */
    record Change(int kind, int page, int pages) {}

    /** Changes within a thousand pages. */
    @Provide
    default Arbitrary<List<Change>> indexChanges() {
        return Combinators.combine(evenly(0, 3), evenly(0, VmaIndexModel.PAGES - 1), evenly(1, 12))
                .as(Change::new)
                .list()
                .ofMaxSize(300)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    /** Look-ups, neighbours and gaps are those of a sorted map, whatever was inserted, removed and resized before. */
    @Property(tries = 60)
    default void anIndexAnswersAsASortedMapDoes(@ForAll("indexChanges") List<Change> changes) {
        VmaIndexModel model = new VmaIndexModel(emptyIndex());
        for (Change change : changes) {
            model.change(change);
            model.compare(change.page());
        }
    }

    /** A range that is not there cannot be removed: silence would hide a bug of the caller. */
    @Property(tries = 20)
    default void removingWhatIsNotThereIsAnError(@ForAll("indexChanges") List<Change> changes) {
        VmaIndex index = emptyIndex();
        VmaIndexModel model = new VmaIndexModel(index);
        changes.forEach(model::change);
        try {
            index.remove(Addresses.virt(VmaIndexModel.BEYOND));
        } catch (IllegalStateException expected) {
            model.compare(0);
            return;
        }
        throw new AssertionError(Subject.of(index) + ": remove of a range that is not there threw nothing");
    }

    /** A sorted map beside an index. */
    final class VmaIndexModel {
        static final int PAGES = 1000;
        static final long BEYOND = 0x7000_0000L;
        private static final long BASE = 0x1000_0000L;
        private static final long NONE = Addresses.rawVirt(VmaIndex.NO_GAP);
        private final VmaIndex index;
        private final TreeMap<Long, Range> ranges = new TreeMap<>();
        private int next;

        private record Range(long end, int area) {}

        VmaIndexModel(VmaIndex index) {
            this.index = index;
        }

        void change(Change change) {
            long start = address(change.page());
            long end = start + change.pages() * (long) Addresses.PAGE_SIZE;
            if (change.kind() < 2) {
                insert(start, end);
            } else {
                Map.Entry<Long, Range> chosen = ranges.floorEntry(start);
                if (chosen != null && change.kind() == 2) {
                    index.remove(Addresses.virt(chosen.getKey()));
                    ranges.remove(chosen.getKey());
                } else if (chosen != null) {
                    resize(chosen.getKey(), chosen.getValue(), chosen.getKey() + end - start);
                }
            }
        }

        private void insert(long start, long end) {
            Map.Entry<Long, Range> before = ranges.lowerEntry(end);
            if (before == null || before.getValue().end() <= start) {
                index.insert(Addresses.virt(start), Addresses.virt(end), next);
                ranges.put(start, new Range(end, next++));
            }
        }

        private void resize(long start, Range range, long wanted) {
            Long above = ranges.higherKey(start);
            long end = above == null ? wanted : Math.min(wanted, above);
            index.resize(Addresses.virt(start), Addresses.virt(start), Addresses.virt(end));
            ranges.put(start, new Range(end, range.area()));
        }

        void compare(int page) {
            Subject.check(index, "size()", index.size(), ranges.size());
            for (int offset : new int[] {0, 1, 7}) {
                lookUp(address((page + offset) % PAGES));
            }
            for (int pages : new int[] {1, 5, 40}) {
                gaps(address(page), address(PAGES), pages * (long) Addresses.PAGE_SIZE);
            }
        }

        private void lookUp(long address) {
            int found = VmaIndex.NO_AREA;
            int before = VmaIndex.NO_AREA;
            for (Range range : ranges.values()) {
                if (range.end() > address) {
                    found = range.area();
                    break;
                }
                before = range.area();
            }
            String at = "(0x" + Long.toHexString(address) + ")";
            Subject.check(index, "find" + at, index.find(Addresses.virt(address)), found);
            Subject.check(index, "before" + at, index.before(Addresses.virt(address)), before);
        }

        private void gaps(long low, long high, long bytes) {
            long lowest = NONE;
            long highest = NONE;
            long free = low;
            for (Map.Entry<Long, Range> entry : ranges.entrySet()) {
                long end = Math.min(high, entry.getKey());
                if (end - free >= bytes) {
                    lowest = lowest == NONE ? free : lowest;
                    highest = end;
                }
                free = Math.max(free, entry.getValue().end());
            }
            if (high - free >= bytes) {
                lowest = lowest == NONE ? free : lowest;
                highest = high;
            }
            String where = "(0x" + Long.toHexString(low) + ", 0x" + Long.toHexString(high) + ", " + bytes + ")";
            long givenLow = Addresses.rawVirt(index.lowestGap(Addresses.virt(low), Addresses.virt(high), bytes));
            long givenHigh = Addresses.rawVirt(index.highestGap(Addresses.virt(low), Addresses.virt(high), bytes));
            Subject.check(index, "lowestGap" + where, givenLow, lowest);
            Subject.check(index, "highestGap" + where, givenHigh, highest);
        }

        private static long address(int page) {
            return BASE + page * (long) Addresses.PAGE_SIZE;
        }
    }
}
