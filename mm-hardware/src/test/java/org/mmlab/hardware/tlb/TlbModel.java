package org.mmlab.hardware.tlb;

import java.util.ArrayList;
import java.util.List;

/** A TLB as a list of sets, each a list with the least recently used entry first. */
final class TlbModel {
    private static final int[] SHIFTS = {12, 21, 30};

    private final List<Bank> first = new ArrayList<>();
    private final Bank second;
    private long hits;
    private long secondHits;
    private long misses;

    /** A page of the test's little address space: pages of all sizes that do not overlap, some of them global. */
    record Page(long va, int shift, boolean global) {
        long frame(int asid) {
            long id = va >>> shift;
            return ((global ? id : id + 1000L * (asid + 1)) & 0xffff) << shift;
        }
    }

    private record Entry(Page page, int asid) {
        boolean matches(Page other, int otherAsid) {
            return page.equals(other) && (page.global() || asid == otherAsid);
        }

        boolean overlaps(long start, long end, int flushed) {
            long last = page.va() + (1L << page.shift()) - 1;
            return (page.global() || asid == flushed) && page.va() < end && last >= start;
        }
    }

    /** One array. */
    private static final class Bank {
        private final List<List<Entry>> sets = new ArrayList<>();
        private final int ways;

        Bank(int entries, int ways) {
            this.ways = ways;
            for (int i = 0; i < entries / ways; i++) {
                sets.add(new ArrayList<>());
            }
        }

        private List<Entry> set(Page page) {
            return sets.get((int) (page.va() >>> page.shift()) & (sets.size() - 1));
        }

        boolean touch(Page page, int asid) {
            List<Entry> set = set(page);
            for (Entry entry : set) {
                if (entry.matches(page, asid)) {
                    set.remove(entry);
                    set.add(entry);
                    return true;
                }
            }
            return false;
        }

        void insert(Page page, int asid) {
            List<Entry> set = set(page);
            if (set.size() == ways) {
                set.remove(0);
            }
            set.add(new Entry(page, asid));
        }
    }

    TlbModel(TlbGeometry geometry) {
        first.add(new Bank(geometry.small(), geometry.smallWays()));
        first.add(new Bank(geometry.large(), geometry.largeWays()));
        first.add(new Bank(geometry.giant(), geometry.giantWays()));
        second = geometry.second() == 0 ? null : new Bank(geometry.second(), geometry.secondWays());
    }

    static Page page(int number) {
        if (number < 30) {
            return new Page(0x10_0000L + number * 4096L, 12, number % 10 == 9);
        }
        if (number < 37) {
            return new Page(0x4000_0000L + (number - 30) * (1L << 21), 21, number == 36);
        }
        return new Page(0x1_0000_0000L + (number - 37) * (1L << 30), 30, number == 40);
    }

    private static int sizeClass(Page page) {
        return page.shift() == 12 ? 0 : page.shift() == 21 ? 1 : 2;
    }

    /** Looks a page up and fills it where it is missing; says whether it hit. */
    boolean access(Page page, int asid) {
        Bank bank = first.get(sizeClass(page));
        if (bank.touch(page, asid)) {
            hits++;
            return true;
        }
        boolean inSecond = second != null && page.shift() != SHIFTS[2];
        if (inSecond && second.touch(page, asid)) {
            hits++;
            secondHits++;
            bank.insert(page, asid);
            return true;
        }
        misses++;
        bank.insert(page, asid);
        if (inSecond) {
            second.insert(page, asid);
        }
        return false;
    }

    private List<List<Entry>> allSets() {
        List<List<Entry>> sets = new ArrayList<>();
        first.forEach(bank -> sets.addAll(bank.sets));
        if (second != null) {
            sets.addAll(second.sets);
        }
        return sets;
    }

    void flushRange(long start, long end, int asid) {
        allSets().forEach(set -> set.removeIf(entry -> entry.overlaps(start, end, asid)));
    }

    void flushAsid(int asid) {
        allSets().forEach(set -> set.removeIf(entry -> !entry.page().global() && entry.asid() == asid));
    }

    void flushAll() {
        allSets().forEach(List::clear);
    }

    int size() {
        return allSets().stream().mapToInt(List::size).sum();
    }

    boolean holds(long va, int asid, int shift) {
        return allSets().stream()
                .flatMap(List::stream)
                .anyMatch(entry -> entry.page().va() == va
                        && entry.page().shift() == shift
                        && (asid == Tlb.ANY_ASID ? entry.page().global() : entry.asid() == asid));
    }

    long hits() {
        return hits;
    }

    long secondHits() {
        return secondHits;
    }

    long misses() {
        return misses;
    }
}
