package org.mmlab.hardware.tlb;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.WalkResult;

/**
 * The translation look-aside buffers of one CPU: an array for each page size and, if there is one, a unified second level for
 * small and large pages that a first-level miss asks next. A fill goes into both levels; a second-level hit is copied up.
 *
 * <p>Look-ups are O(ways) and allocation-free. A datum is what {@link #addressOf} and {@link #rightsOf} take apart. Confined to
 * the machine's thread.
 */
public final class Tlb {
    /** Address space identifiers are 0 to one below this. */
    public static final int ASIDS = 2046;
    /** The identifier that stands for all of them, in global entries. */
    public static final int ANY_ASID = -1;
    /** No entry. */
    public static final long MISS = -1;

    /*
     * A key is the page's first address, whose low bits are free, with the address space in bits 0 to 10 and bit 11 telling
     * large pages from small ones in the array that holds both.
     */
    static final long NO_KEY = -1;
    static final long ASID_BITS = 0x7ff;
    static final long EVERY_ASID = ASIDS;
    private static final long LARGE_BIT = 0x800;

    /* A datum is the page's first physical address with the rights in bits 0 to 5 and the size class in bits 6 and 7. */
    private static final long RIGHTS_BITS = 0x3f;
    private static final int CLASS_SHIFT = 6;
    private static final int CLASS_BITS = 3;
    private static final int SMALL = 0;
    private static final int LARGE = 1;
    private static final int GIANT = 2;

    private static final long PAGE_BITS = ~0xfffL;
    private static final int SMALL_SHIFT = Addresses.PAGE_SHIFT;
    private static final int HINTS = 256;

    private final TlbArray small;
    private final TlbArray large;
    private final TlbArray giant;
    private final TlbArray second;
    private final TlbArray[] arrays;
    private final int[] shifts;
    private final boolean hasLarge;
    private final boolean hasGiant;
    private final boolean hasSecond;
    private final TlbCounters counters;

    /** Where in the small array a page was found last, by page number: a guess that the key confirms, to search no ways. */
    private final int[] hints = new int[HINTS];

    /**
     * Empty TLBs.
     *
     * @param largeShift log2 of the bytes of a large page; 0 = the format has none
     * @param giantShift log2 of the bytes of a giant page; 0 = the format has none
     */
    public Tlb(TlbGeometry geometry, int largeShift, int giantShift) {
        hasLarge = largeShift != 0 && geometry.large() != 0;
        hasGiant = giantShift != 0 && geometry.giant() != 0;
        hasSecond = geometry.second() != 0;
        small = new TlbArray(geometry.small(), geometry.smallWays());
        large = hasLarge ? new TlbArray(geometry.large(), geometry.largeWays()) : new TlbArray(1, 1);
        giant = hasGiant ? new TlbArray(geometry.giant(), geometry.giantWays()) : new TlbArray(1, 1);
        second = hasSecond ? new TlbArray(geometry.second(), geometry.secondWays()) : new TlbArray(1, 1);
        arrays = new TlbArray[] {small, large, giant, second};
        shifts = new int[] {SMALL_SHIFT, largeShift, giantShift};
        counters = new TlbCounters(small, large, giant, second);
    }

    static long global(long key) {
        return key & ~ASID_BITS | EVERY_ASID;
    }

    private static long key(long raw, int shift, int asid) {
        return raw >>> shift << shift | asid;
    }

    private static long largeKey(long raw, int shift, int asid) {
        return key(raw, shift, asid) | LARGE_BIT;
    }

    /** What happened so far. */
    public TlbCounters counters() {
        return counters;
    }

    /**
     * The hot look-up: a small page where it was found last time, for an access that needs {@code rights}. Counts and marks
     * the entry as used only where it hits.
     *
     * @return the datum, or {@link #MISS} where no such entry is at hand: ask {@link #lookup} then
     */
    public long lookupHot(@VirtAddr long va, int asid, long rights) {
        long raw = Addresses.rawVirt(va);
        int at = hints[(int) (raw >>> SMALL_SHIFT) & (HINTS - 1)];
        if (small.key(at) == (raw & PAGE_BITS | asid)) {
            long data = small.data(at);
            if ((data & rights) == rights) {
                small.touch(at);
                return data;
            }
        }
        return MISS;
    }

    /** The entry for an address, whatever its rights and size; counts a hit or a miss. */
    public long lookup(@VirtAddr long va, int asid) {
        long raw = Addresses.rawVirt(va);
        long vpn = raw >>> SMALL_SHIFT;
        int at = small.find(raw & PAGE_BITS | asid, vpn);
        if (at >= 0) {
            hints[(int) vpn & (HINTS - 1)] = at;
            small.touch(at);
            return small.data(at);
        }
        if (hasLarge && large.valid() != 0) {
            int shift = shifts[LARGE];
            at = large.find(largeKey(raw, shift, asid), raw >>> shift);
            if (at >= 0) {
                large.touch(at);
                return large.data(at);
            }
        }
        if (hasGiant && giant.valid() != 0) {
            int shift = shifts[GIANT];
            at = giant.find(key(raw, shift, asid), raw >>> shift);
            if (at >= 0) {
                giant.touch(at);
                return giant.data(at);
            }
        }
        long data = hasSecond ? lookupSecond(raw, asid) : MISS;
        if (data == MISS) {
            counters.misses++;
        }
        return data;
    }

    private long lookupSecond(long raw, int asid) {
        int at = second.find(raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        if (at >= 0) {
            return promote(at, SMALL, raw);
        }
        if (hasLarge) {
            int shift = shifts[LARGE];
            at = second.find(largeKey(raw, shift, asid), raw >>> shift);
            if (at >= 0) {
                return promote(at, LARGE, raw);
            }
        }
        return MISS;
    }

    private long promote(int at, int sizeClass, long raw) {
        second.touch(at);
        long data = second.data(at);
        insert(sizeClass, second.key(at), raw, data);
        return data;
    }

    private void insert(int sizeClass, long key, long raw, long data) {
        long vpn = raw >>> shifts[sizeClass];
        int at = arrays[sizeClass].insert(key, vpn, data);
        if (sizeClass == SMALL) {
            hints[(int) vpn & (HINTS - 1)] = at;
        }
    }

    /**
     * Stores a translation. No entry may translate {@code va} for {@code asid}: {@link #drop} an older one first.
     *
     * @param pageShift 12, or the shift of large or giant pages
     */
    public void fill(@VirtAddr long va, int asid, @PhysAddr long page, int pageShift, int rights) {
        long raw = Addresses.rawVirt(va);
        int sizeClass = classOf(pageShift);
        long data = Addresses.rawPhys(page) | (long) sizeClass << CLASS_SHIFT | rights;
        long key = sizeClass == LARGE ? largeKey(raw, pageShift, asid) : key(raw, pageShift, asid);
        if ((rights & WalkResult.GLOBAL) != 0) {
            key = global(key);
        }
        if (sizeClass == SMALL || sizeClass == LARGE && hasLarge || sizeClass == GIANT && hasGiant) {
            insert(sizeClass, key, raw, data);
        }
        if (hasSecond && (sizeClass == SMALL || sizeClass == LARGE && hasLarge)) {
            second.insert(key, raw >>> pageShift, data);
        }
        counters.fills++;
    }

    private int classOf(int pageShift) {
        for (int i = 0; i < shifts.length; i++) {
            if (shifts[i] == pageShift) {
                return i;
            }
        }
        throw new IllegalArgumentException("no TLB array holds pages of 2^" + pageShift + " bytes; this CPU has 2^"
                + shifts[SMALL] + ", 2^" + shifts[LARGE] + ", 2^" + shifts[GIANT]);
    }

    private int shiftOf(long data) {
        return shifts[(int) (data >>> CLASS_SHIFT) & CLASS_BITS];
    }

    /** The physical address that {@code va} has by a datum. */
    public @PhysAddr long addressOf(long data, @VirtAddr long va) {
        return Addresses.phys((data & PAGE_BITS) | Addresses.rawVirt(va) & ((1L << shiftOf(data)) - 1));
    }

    /** The rights in a datum, as in {@link WalkResult}. */
    public static int rightsOf(long data) {
        return (int) (data & RIGHTS_BITS);
    }

    /** Drops every entry that translates {@code va} in {@code asid}, global ones included (x86: INVLPG). O(ways). */
    public void flushPage(@VirtAddr long va, int asid) {
        drop(va, asid);
        counters.pageFlushes++;
    }

    /** What {@link #flushPage} does, for the hardware's own ends: before an entry is replaced, after a fault. Not counted. */
    public void drop(@VirtAddr long va, int asid) {
        long raw = Addresses.rawVirt(va);
        drop(small, raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        drop(second, raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        if (hasLarge) {
            int shift = shifts[LARGE];
            drop(large, largeKey(raw, shift, asid), raw >>> shift);
            drop(second, largeKey(raw, shift, asid), raw >>> shift);
        }
        if (hasGiant) {
            drop(giant, key(raw, shifts[GIANT], asid), raw >>> shifts[GIANT]);
        }
    }

    private static void drop(TlbArray array, long key, long vpn) {
        if (array.valid() != 0) {
            for (int at = array.find(key, vpn); at >= 0; at = array.find(key, vpn)) {
                array.invalidate(at);
            }
        }
    }

    /** Drops all entries of an address space but the global ones (x86: writing CR3). O(entries). */
    public void flushAsid(int asid) {
        for (TlbArray array : arrays) {
            for (int at = 0; array.valid() != 0 && at < array.entries(); at++) {
                if (array.isValid(at) && (array.key(at) & ASID_BITS) == asid) {
                    array.invalidate(at);
                }
            }
        }
        counters.asidFlushes++;
    }

    /** Drops the entries of {@code asid}, and global ones, that translate an address in [start, end). O(entries). */
    public void flushRange(@VirtAddr long start, @VirtAddr long end, int asid) {
        long first = Addresses.rawVirt(start);
        long last = Addresses.rawVirt(end) - 1;
        for (TlbArray array : arrays) {
            for (int at = 0; array.valid() != 0 && at < array.entries(); at++) {
                if (array.isValid(at) && overlaps(array, at, first, last, asid)) {
                    array.invalidate(at);
                }
            }
        }
        counters.rangeFlushes++;
    }

    private boolean overlaps(TlbArray array, int at, long first, long last, int asid) {
        long key = array.key(at);
        if ((key & ASID_BITS) != asid && !array.isGlobal(at)) {
            return false;
        }
        long pageFirst = key & PAGE_BITS;
        long pageLast = pageFirst + (1L << shiftOf(array.data(at))) - 1;
        return Long.compareUnsigned(pageFirst, last) <= 0 && Long.compareUnsigned(pageLast, first) >= 0;
    }

    /** Drops everything, global entries included (x86: toggling CR4.PGE). O(entries). */
    public void flushAll() {
        for (TlbArray array : arrays) {
            if (array.valid() != 0) {
                array.clear();
            }
        }
        counters.fullFlushes++;
    }

    /** Number of valid entries in all arrays. */
    public int size() {
        int sum = 0;
        for (TlbArray array : arrays) {
            sum += array.valid();
        }
        return sum;
    }

    /** Shows all entries. O(entries). */
    public void forEach(TlbVisitor visitor) {
        for (TlbArray array : arrays) {
            for (int at = 0; at < array.entries(); at++) {
                if (array.isValid(at)) {
                    long data = array.data(at);
                    long key = array.key(at);
                    int asid = array.isGlobal(at) ? ANY_ASID : (int) (key & ASID_BITS);
                    @VirtAddr long va = Addresses.virt(key & PAGE_BITS);
                    visitor.entry(va, asid, shiftOf(data), Addresses.phys(data & PAGE_BITS), rightsOf(data));
                }
            }
        }
    }
}
