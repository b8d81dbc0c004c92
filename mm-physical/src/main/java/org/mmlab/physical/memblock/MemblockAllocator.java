package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Hands out boot memory: finds a free range and reserves it (Linux: {@code memblock_alloc_range_nid} and its callers).
 *
 * <p>Sizes and alignments are bytes, alignments powers of two, and 0 stands for a cache line. A range lies at or above
 * {@code start}, but never in the first page, and below {@code end}; {@link Memblock#ALLOC_ACCESSIBLE} as {@code end} is the
 * current limit. Every function returns the address or {@link Memblock#ALLOC_FAILED}. The kernel's functions that return
 * pointers return the physical address here.
 */
public final class MemblockAllocator {
    /** The end of what a 32-bit DMA address reaches (Linux: {@code ARCH_LOW_ADDRESS_LIMIT}). */
    public static final @PhysAddr long LOW_ADDRESS_LIMIT = Addresses.phys(0xffff_ffffL);

    private static final @PhysAddr long NO_LOWER_BOUND = Addresses.phys(0);

    private final MemblockState state;
    private final RegionEditor editor;
    private final RangeFinder finder;
    private final BootRam ram;

    MemblockAllocator(MemblockState state, RegionEditor editor, RangeFinder finder, BootRam ram) {
        this.state = state;
        this.editor = editor;
        this.finder = finder;
        this.ram = ram;
    }

    /** Whether an allocation may leave the node that it asked for. */
    public enum NodeFallback {
        /** Any node will do if the wanted one is full. */
        ANY_NODE,

        /** The wanted node or failure. */
        EXACT_NODE
    }

    /**
     * The full form (Linux: {@code memblock_alloc_range_nid}). Tries the node, then any node if {@code fallback} allows, then
     * both again without asking for mirrored memory.
     */
    public @PhysAddr long allocRangeNid(
            long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid, NodeFallback fallback) {
        long alignment = align == 0 ? state.config.cacheLineBytes() : align;
        int flags = state.preferredFlags();
        @PhysAddr long found = tryNodes(bytes, alignment, start, end, nid, fallback, flags);
        if (found == Memblock.ALLOC_FAILED && (flags & MemblockFlags.MIRROR) != 0) {
            finder.warnNoMirror(bytes);
            found = tryNodes(bytes, alignment, start, end, nid, fallback, flags & ~MemblockFlags.MIRROR);
        }
        return found;
    }

    /** From any node, anywhere below the current limit (Linux: {@code memblock_phys_alloc}). */
    public @PhysAddr long physAlloc(long bytes, long align) {
        return physAllocRange(bytes, align, NO_LOWER_BOUND, Memblock.ALLOC_ACCESSIBLE);
    }

    /** From any node, between two addresses (Linux: {@code memblock_phys_alloc_range}). */
    public @PhysAddr long physAllocRange(long bytes, long align, @PhysAddr long start, @PhysAddr long end) {
        if (state.log.debug()) {
            state.log.print("memblock_phys_alloc_range: " + Long.toUnsignedString(bytes) + " bytes align=0x"
                    + Long.toHexString(align) + bounds(start, end));
        }
        return allocRangeNid(bytes, align, start, end, Memblock.NUMA_NO_NODE, NodeFallback.ANY_NODE);
    }

    /** From a node if it has room, else from any (Linux: {@code memblock_phys_alloc_try_nid}). */
    public @PhysAddr long physAllocTryNid(long bytes, long align, int nid) {
        return allocRangeNid(bytes, align, NO_LOWER_BOUND, Memblock.ALLOC_ACCESSIBLE, nid, NodeFallback.ANY_NODE);
    }

    /** From the node or not at all, not cleared; {@code start} is dropped if it cannot be kept (Linux: {@code memblock_alloc_exact_nid_raw}). */
    public @PhysAddr long allocExactNidRaw(long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid) {
        trace("memblock_alloc_exact_nid_raw", bytes, align, start, end, nid);
        return allocInternal(bytes, align, start, end, nid, NodeFallback.EXACT_NODE);
    }

    /** From the node if it has room, else any, not cleared; {@code start} is dropped if it cannot be kept (Linux: {@code memblock_alloc_try_nid_raw}). */
    public @PhysAddr long allocTryNidRaw(long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid) {
        trace("memblock_alloc_try_nid_raw", bytes, align, start, end, nid);
        return allocInternal(bytes, align, start, end, nid, NodeFallback.ANY_NODE);
    }

    /** As {@link #allocTryNidRaw}, and cleared (Linux: {@code memblock_alloc_try_nid}). */
    public @PhysAddr long allocTryNid(long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid) {
        trace("memblock_alloc_try_nid", bytes, align, start, end, nid);
        @PhysAddr long found = allocInternal(bytes, align, start, end, nid, NodeFallback.ANY_NODE);
        if (found != Memblock.ALLOC_FAILED) {
            ram.clear(found, bytes);
        }
        return found;
    }

    /** From any node, below the current limit, cleared (Linux: {@code memblock_alloc}). */
    public @PhysAddr long alloc(long bytes, long align) {
        return allocTryNid(bytes, align, NO_LOWER_BOUND, Memblock.ALLOC_ACCESSIBLE, Memblock.NUMA_NO_NODE);
    }

    /** As {@link #alloc}, not cleared (Linux: {@code memblock_alloc_raw}). */
    public @PhysAddr long allocRaw(long bytes, long align) {
        return allocTryNidRaw(bytes, align, NO_LOWER_BOUND, Memblock.ALLOC_ACCESSIBLE, Memblock.NUMA_NO_NODE);
    }

    /** From any node, preferably at or above {@code start}, cleared (Linux: {@code memblock_alloc_from}). */
    public @PhysAddr long allocFrom(long bytes, long align, @PhysAddr long start) {
        return allocTryNid(bytes, align, start, Memblock.ALLOC_ACCESSIBLE, Memblock.NUMA_NO_NODE);
    }

    /** From any node, below 4 GiB, cleared (Linux: {@code memblock_alloc_low}). */
    public @PhysAddr long allocLow(long bytes, long align) {
        return allocTryNid(bytes, align, NO_LOWER_BOUND, LOW_ADDRESS_LIMIT, Memblock.NUMA_NO_NODE);
    }

    /** From a node if it has room, else from any, cleared (Linux: {@code memblock_alloc_node}). */
    public @PhysAddr long allocNode(long bytes, long align, int nid) {
        return allocTryNid(bytes, align, NO_LOWER_BOUND, Memblock.ALLOC_ACCESSIBLE, nid);
    }

    private @PhysAddr long allocInternal(
            long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid, NodeFallback fallback) {
        @PhysAddr long limit = PhysMath.min(end, state.currentLimit);
        @PhysAddr long found = allocRangeNid(bytes, align, start, limit, nid, fallback);
        if (found == Memblock.ALLOC_FAILED && start != NO_LOWER_BOUND) {
            found = allocRangeNid(bytes, align, NO_LOWER_BOUND, limit, nid, fallback);
        }
        return found;
    }

    private @PhysAddr long tryNodes(
            long bytes,
            long align,
            @PhysAddr long start,
            @PhysAddr long end,
            int nid,
            NodeFallback fallback,
            int flags) {
        @PhysAddr long found = take(finder.find(bytes, align, start, end, nid, flags), bytes);
        if (found == Memblock.ALLOC_FAILED && state.config.isNode(nid) && fallback == NodeFallback.ANY_NODE) {
            found = take(finder.find(bytes, align, start, end, Memblock.NUMA_NO_NODE, flags), bytes);
        }
        return found;
    }

    private @PhysAddr long take(@PhysAddr long found, long bytes) {
        boolean taken = found != RangeFinder.NOT_FOUND && editor.reserve(found, bytes) == Memblock.OK;
        return taken ? found : Memblock.ALLOC_FAILED;
    }

    private void trace(String operation, long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid) {
        if (state.log.debug()) {
            state.log.print(operation + ": " + Long.toUnsignedString(bytes) + " bytes align=0x"
                    + Long.toHexString(align) + " nid=" + nid + bounds(start, end));
        }
    }

    private static String bounds(@PhysAddr long start, @PhysAddr long end) {
        return " from=" + MemblockDump.hex(Addresses.rawPhys(start)) + " max_addr="
                + MemblockDump.hex(Addresses.rawPhys(end));
    }
}
