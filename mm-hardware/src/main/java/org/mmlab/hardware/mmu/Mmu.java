package org.mmlab.hardware.mmu;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;
import org.mmlab.api.translation.WalkTrace;
import org.mmlab.hardware.tlb.Tlb;
import org.mmlab.hardware.tlb.TlbGeometry;

/**
 * The MMU of one CPU. {@link #load} says which address space runs; {@link #translate} is called for every access.
 *
 * <p>An access that hits the TLB with the rights that it needs costs a few array loads. Otherwise the walker reads the tables: on
 * a miss, on a violation (the entry may be stale: x86 walks again before it faults), and on the first write through an entry that
 * was filled clean, to set the dirty bit. A faulting translation is never cached. Allocation-free; confined to the machine's
 * thread.
 */
public final class Mmu {
    /** The rights that each access mask needs, by mask. */
    private static final long[] NEEDED = neededRights();

    private final PageTableGeometry geometry;
    private final PageWalker walker;
    private final PhysicalMemory memory;
    private final Tlb tlb;
    private final WalkResult result = new WalkResult();
    private final MmuCounters counters = new MmuCounters();
    private final boolean software;
    private final long kernelStart;
    private @Nullable WalkTrace trace;
    private long root;
    private long kernelRoot;
    private int asid;

    /**
     * An MMU with cold TLBs and no address space.
     *
     * @param memory what the walker reads: the CPU's port of the bus, or RAM itself
     */
    public Mmu(PageTableFormat format, PhysicalMemory memory, TlbGeometry tlbGeometry) {
        this.geometry = format.geometry();
        this.walker = format.walker();
        this.memory = memory;
        this.software = walker.kind() == PageWalker.Kind.SOFTWARE;
        this.kernelStart = Addresses.rawVirt(geometry.kernelStart());
        this.tlb = new Tlb(tlbGeometry, shiftOf(geometry, 2), shiftOf(geometry, 3));
    }

    private static int shiftOf(PageTableGeometry geometry, int level) {
        return geometry.hasLeaf(level) ? geometry.level(level).shift() : 0;
    }

    private static long[] neededRights() {
        long[] needed = new long[Access.LIMIT];
        for (int access = 0; access < Access.LIMIT; access++) {
            long rights = access & (Access.FETCH | Access.READ | Access.WRITE);
            if ((access & Access.WRITE) != 0) {
                rights |= WalkResult.DIRTY;
            }
            if ((access & Access.SUPERVISOR) == 0) {
                rights |= WalkResult.USER;
            }
            needed[access] = rights;
        }
        return needed;
    }

    /**
     * Switches to an address space (x86: CR3). Flushes nothing: the caller flushes {@code asid} if it was another one's before.
     *
     * @param root of its page table
     * @param kernelRoot what {@code PageTable.kernelRoot} gave
     * @param asid 0 to {@code Tlb.ASIDS} - 1
     */
    public void load(long root, long kernelRoot, int asid) {
        if (asid < 0 || asid >= Tlb.ASIDS) {
            throw new IllegalArgumentException(
                    "address space identifier " + asid + "; there are 0 to " + (Tlb.ASIDS - 1));
        }
        this.root = root;
        this.kernelRoot = kernelRoot;
        this.asid = asid;
    }

    /** The translation base register. */
    public long root() {
        return root;
    }

    /** The identifier of the address space that runs. */
    public int asid() {
        return asid;
    }

    /** The TLBs. */
    public Tlb tlb() {
        return tlb;
    }

    /** What happened so far. */
    public MmuCounters counters() {
        return counters;
    }

    /** Entries that walks read, from power-on. */
    public long walkReads() {
        return result.reads();
    }

    /** Entries that walks wrote, from power-on. */
    public long walkWrites() {
        return result.writes();
    }

    /** Records the steps of each walk; null turns it off. */
    public void traceTo(@Nullable WalkTrace trace) {
        this.trace = trace;
        result.traceTo(trace);
    }

    /**
     * The physical address for an access. The hot path.
     *
     * @param access a mask of {@link Access}: exactly one of fetch, read, write
     * @return the raw physical address, 0 or above; or a negative {@link TranslationFault}
     */
    public long translate(@VirtAddr long va, int access) {
        long data = tlb.lookupHot(va, asid, NEEDED[access]);
        if (data != Tlb.MISS) {
            return data & ~Addresses.PAGE_OFFSET_MASK | Addresses.offsetInPage(va);
        }
        return lookup(va, access);
    }

    private long lookup(@VirtAddr long va, int access) {
        long data = tlb.lookup(va, asid);
        if (data != Tlb.MISS) {
            long needed = NEEDED[access];
            if ((data & needed) == needed) {
                @PhysAddr long address = tlb.addressOf(data, va);
                if ((access & Access.WRITE) != 0) {
                    memory.wrote(address); // a large page has frames that were not written when its dirty bit was set
                }
                return Addresses.rawPhys(address);
            }
            if ((data & needed) == (needed & ~WalkResult.DIRTY)) {
                counters.dirtyWalks++;
            } else {
                counters.violationWalks++;
            }
            tlb.drop(va, asid);
        } else if (!geometry.isCanonical(va)) {
            counters.faults++;
            return TranslationFault.of(TranslationFault.NON_CANONICAL);
        }
        return walk(va, access);
    }

    private long walk(@VirtAddr long va, int access) {
        if (trace != null) {
            trace.clear();
        }
        if (software) {
            counters.refills++;
        } else {
            counters.walks++;
        }
        boolean kernel = Long.compareUnsigned(Addresses.rawVirt(va), kernelStart) >= 0;
        long fault = walker.walk(memory, kernel ? kernelRoot : root, va, access, result);
        if (fault != TranslationFault.NONE) {
            counters.faults++;
            return fault;
        }
        @PhysAddr long page = result.page();
        int shift = result.pageShift();
        tlb.fill(va, asid, page, shift, result.rights());
        long physical = Addresses.rawPhys(page) | Addresses.rawVirt(va) & ((1L << shift) - 1);
        if ((access & Access.WRITE) != 0) {
            memory.wrote(Addresses.phys(physical));
        }
        return physical;
    }

    /** Drops the translations of a page in the running address space, global ones included (x86: INVLPG). */
    public void flushPage(@VirtAddr long va) {
        tlb.flushPage(va, asid);
    }
}
