package org.mmlab.hardware.tlb;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.WalkResult;

/**
 * The translation look-aside buffers of one CPU: an array for each page size and, if there is one, a unified second level for
 * small and large pages that a first-level miss asks next. A fill goes into both levels; a second-level hit is copied up.
 *
 * <p>Look-ups are O(ways) and allocation-free. A datum is what {@link #pageOf} and {@link #rightsOf} take apart. Confined to the
 * machine's thread.
 */
public final class Tlb {
    /** Address space identifiers are 0 to one below this. */
    public static final int ASIDS = 2047;
    /** The identifier that stands for all of them, in global entries. */
    public static final int ANY_ASID = -1;
    /** No entry. */
    public static final long MISS = -1;

    static final long NO_KEY = -1;
    static final long EXACT = -1;
    private static final long ASID_BITS = 0x7ff;
    private static final long LARGE_BIT = 0x800;
    private static final long RIGHTS_BITS = 0x3f;
    private static final int CLASS_SHIFT = 6;
    private static final long PAGE_BITS = ~0xfffL;
    private static final int SMALL_SHIFT = Addresses.PAGE_SHIFT;

    private final TlbArray small;
    private final TlbArray large;
    private final TlbArray giant;
    private final TlbArray second;
    private final TlbArray[] arrays;
    private final int[] shifts;
    private final boolean hasLarge;
    private final boolean hasGiant;
    private final boolean hasSecond;
    private final TlbCounters counters = new TlbCounters();

    /**
     * Empty TLBs.
     *
     * @param largeShift log2 of the bytes of a large page; 0 = the format has none
     * @param giantShift log2 of the bytes of a giant page; 0 = the format has none
     */
    public Tlb(TlbGeometry geometry, int largeShift, int giantShift) {
        small = new TlbArray(geometry.small(), geometry.smallWays());
        hasLarge = largeShift != 0 && geometry.large() != 0;
        hasGiant = giantShift != 0 && geometry.giant() != 0;
        hasSecond = geometry.second() != 0;
        large = hasLarge ? new TlbArray(geometry.large(), geometry.largeWays()) : new TlbArray(1, 1);
        giant = hasGiant ? new TlbArray(geometry.giant(), geometry.giantWays()) : new TlbArray(1, 1);
        second = hasSecond ? new TlbArray(geometry.second(), geometry.secondWays()) : new TlbArray(1, 1);
        arrays = new TlbArray[] {small, large, giant, second};
        shifts = new int[] {SMALL_SHIFT, largeShift, giantShift};
    }

    /** What happened so far. */
    public TlbCounters counters() {
        return counters;
    }

    /**
     * The hot look-up: the first-level array of small pages, for an access that needs {@code rights}. Counts and marks the entry
     * as used only where it hits.
     *
     * @return the datum, or {@link #MISS} where no entry with these rights is there: ask {@link #lookup} then
     */
    public long lookupSmall(@VirtAddr long va, int asid, long rights) {
        long raw = Addresses.rawVirt(va);
        int at = small.find(raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        if (at >= 0) {
            long data = small.data(at);
            if ((data & rights) == rights) {
                small.touch(at);
                counters.smallHits++;
                return data;
            }
        }
        return MISS;
    }

    /** The entry for an address, whatever its rights and size; counts a hit or a miss. */
    public long lookup(@VirtAddr long va, int asid) {
        long raw = Addresses.rawVirt(va);
        int at = small.find(raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        if (at >= 0) {
            small.touch(at);
            counters.smallHits++;
            return small.data(at);
        }
        if (hasLarge && large.valid() != 0) {
            int shift = shifts[1];
            at = large.find(key(raw, shift, asid) | LARGE_BIT, raw >>> shift);
            if (at >= 0) {
                large.touch(at);
                counters.largeHits++;
                return large.data(at);
            }
        }
        if (hasGiant && giant.valid() != 0) {
            int shift = shifts[2];
            at = giant.find(key(raw, shift, asid), raw >>> shift);
            if (at >= 0) {
                giant.touch(at);
                counters.giantHits++;
                return giant.data(at);
            }
        }
        return lookupSecond(raw, asid);
    }

    private long lookupSecond(long raw, int asid) {
        if (hasSecond) {
            int at = second.find(raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
            if (at >= 0) {
                return promote(at, small, raw >>> SMALL_SHIFT);
            }
            if (hasLarge) {
                int shift = shifts[1];
                at = second.find(key(raw, shift, asid) | LARGE_BIT, raw >>> shift);
                if (at >= 0) {
                    return promote(at, large, raw >>> shift);
                }
            }
        }
        counters.misses++;
        return MISS;
    }

    private long promote(int at, TlbArray first, long vpn) {
        second.touch(at);
        counters.secondHits++;
        long data = second.data(at);
        first.fill(second.key(at), second.mask(at), vpn, data);
        return data;
    }

    private static long key(long raw, int shift, int asid) {
        return raw >>> shift << shift | asid;
    }

    /**
     * Stores a translation, over an older one of the same page.
     *
     * @param pageShift 12, or the shift of large or giant pages
     * @return its datum
     */
    public long fill(@VirtAddr long va, int asid, @PhysAddr long page, int pageShift, int rights) {
        long raw = Addresses.rawVirt(va);
        int sizeClass = classOf(pageShift);
        long data = Addresses.rawPhys(page) | (long) sizeClass << CLASS_SHIFT | rights;
        boolean global = (rights & WalkResult.GLOBAL) != 0;
        long key = key(raw, pageShift, global ? 0 : asid) | (sizeClass == 1 ? LARGE_BIT : 0);
        long mask = global ? ~ASID_BITS : EXACT;
        long vpn = raw >>> pageShift;
        TlbArray first = arrays[sizeClass];
        if (sizeClass == 0 || sizeClass == 1 && hasLarge || sizeClass == 2 && hasGiant) {
            first.fill(key, mask, vpn, data);
        }
        if (hasSecond && (sizeClass == 0 || sizeClass == 1 && hasLarge)) {
            second.fill(key, mask, vpn, data);
        }
        counters.fills++;
        return data;
    }

    private int classOf(int pageShift) {
        for (int i = 0; i < shifts.length; i++) {
            if (shifts[i] == pageShift) {
                return i;
            }
        }
        throw new IllegalArgumentException("no TLB array holds pages of 2^" + pageShift + " bytes; this CPU has 2^"
                + shifts[0] + ", 2^" + shifts[1] + ", 2^" + shifts[2]);
    }

    /** The physical address that {@code va} has by a datum. */
    public @PhysAddr long pageOf(long data, @VirtAddr long va) {
        int shift = shifts[(int) (data >>> CLASS_SHIFT) & 3];
        return Addresses.phys((data & PAGE_BITS) | Addresses.rawVirt(va) & ((1L << shift) - 1));
    }

    /** The rights in a datum, as in {@link WalkResult}. */
    public static int rightsOf(long data) {
        return (int) (data & RIGHTS_BITS);
    }

    /** The CPU drops entries of an address that faulted, as x86 does: a fault leaves no stale entry behind. Not counted as a flush. */
    public void flushStale(@VirtAddr long va, int asid) {
        dropPage(va, asid);
    }

    /** Drops every entry that translates {@code va} in {@code asid}, global ones included (x86: INVLPG). O(ways). */
    public void flushPage(@VirtAddr long va, int asid) {
        dropPage(va, asid);
        counters.pageFlushes++;
    }

    private void dropPage(@VirtAddr long va, int asid) {
        long raw = Addresses.rawVirt(va);
        drop(small, raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
        if (hasLarge) {
            drop(large, key(raw, shifts[1], asid) | LARGE_BIT, raw >>> shifts[1]);
        }
        if (hasGiant) {
            drop(giant, key(raw, shifts[2], asid), raw >>> shifts[2]);
        }
        if (hasSecond) {
            drop(second, raw & PAGE_BITS | asid, raw >>> SMALL_SHIFT);
            if (hasLarge) {
                drop(second, key(raw, shifts[1], asid) | LARGE_BIT, raw >>> shifts[1]);
            }
        }
    }

    private static void drop(TlbArray array, long key, long vpn) {
        for (int at = array.find(key, vpn); at >= 0; at = array.find(key, vpn)) {
            array.invalidate(at);
        }
    }

    /** Drops all entries of an address space but the global ones (x86: writing CR3). O(entries). */
    public void flushAsid(int asid) {
        for (TlbArray array : arrays) {
            for (int at = 0; array.valid() != 0 && at < array.limit(); at += TlbArray.WORDS) {
                if (array.isValid(at) && array.mask(at) == EXACT && (array.key(at) & ASID_BITS) == asid) {
                    array.invalidate(at);
                }
            }
        }
        counters.asidFlushes++;
    }

    /** Drops the entries of {@code asid}, and global ones, that translate an address in [start, end). O(entries). */
    public void flushRange(@VirtAddr long start, @VirtAddr long end, int asid) {
        for (TlbArray array : arrays) {
            for (int at = 0; array.valid() != 0 && at < array.limit(); at += TlbArray.WORDS) {
                if (array.isValid(at) && overlaps(array, at, Addresses.rawVirt(start), Addresses.rawVirt(end), asid)) {
                    array.invalidate(at);
                }
            }
        }
        counters.rangeFlushes++;
    }

    private boolean overlaps(TlbArray array, int at, long start, long end, int asid) {
        long key = array.key(at);
        if (array.mask(at) == EXACT && (key & ASID_BITS) != asid) {
            return false;
        }
        long first = key & PAGE_BITS;
        long last = first + (1L << shifts[(int) (array.data(at) >>> CLASS_SHIFT) & 3]) - 1;
        return Long.compareUnsigned(first, end - 1) <= 0 && Long.compareUnsigned(last, start) >= 0;
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
        return small.valid() + large.valid() + giant.valid() + second.valid();
    }

    /** Shows all entries. O(entries). */
    public void forEach(TlbVisitor visitor) {
        for (TlbArray array : arrays) {
            for (int at = 0; at < array.limit(); at += TlbArray.WORDS) {
                if (array.isValid(at)) {
                    long data = array.data(at);
                    long key = array.key(at);
                    int asid = array.mask(at) == EXACT ? (int) (key & ASID_BITS) : ANY_ASID;
                    visitor.entry(
                            Addresses.virt(key & PAGE_BITS),
                            asid,
                            shifts[(int) (data >>> CLASS_SHIFT) & 3],
                            Addresses.phys(data & PAGE_BITS),
                            rightsOf(data));
                }
            }
        }
    }
}
