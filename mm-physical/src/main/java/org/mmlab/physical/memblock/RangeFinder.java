package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** Looks for a free range and takes nothing (Linux: {@code memblock_find_in_range_node} and its two directions). */
final class RangeFinder {
    /** Answer of a search that found nothing. */
    static final @PhysAddr long NOT_FOUND = Addresses.phys(0);

    private static final @PhysAddr long FIRST_USABLE = Addresses.phys(Addresses.PAGE_SIZE);

    private final MemblockState state;

    RangeFinder(MemblockState state) {
        this.state = state;
    }

    /** On any node, mirrored memory first where there is some. */
    @PhysAddr long find(@PhysAddr long start, @PhysAddr long end, long bytes, long align) {
        int flags = state.preferredFlags();
        @PhysAddr long found = find(bytes, align, start, end, Memblock.NUMA_NO_NODE, flags);
        if (found == NOT_FOUND && (flags & MemblockFlags.MIRROR) != 0) {
            warnNoMirror(bytes);
            found = find(bytes, align, start, end, Memblock.NUMA_NO_NODE, flags & ~MemblockFlags.MIRROR);
        }
        return found;
    }

    /** On one node, or any if {@code nid} is none, in regions that {@code flags} allow. */
    @PhysAddr long find(long bytes, long align, @PhysAddr long start, @PhysAddr long end, int nid, int flags) {
        @PhysAddr long limit = end == Memblock.ALLOC_ACCESSIBLE || end == Memblock.ALLOC_NOLEAKTRACE ? state.currentLimit : end;
        @PhysAddr long from = PhysMath.max(start, FIRST_USABLE);
        @PhysAddr long to = PhysMath.max(from, limit);
        return state.direction == AllocationDirection.BOTTOM_UP
                ? bottomUp(from, to, bytes, align, nid, flags)
                : topDown(from, to, bytes, align, nid, flags);
    }

    void warnNoMirror(long bytes) {
        state.log.print("Could not allocate " + MemblockDump.hex(bytes) + " bytes of mirrored memory");
    }

    private @PhysAddr long bottomUp(
            @PhysAddr long from, @PhysAddr long to, long bytes, long align, int nid, int flags) {
        MemRangeCursor free = MemRangeCursor.forward(state, state.memory, state.reserved, nid, flags);
        while (free.next()) {
            @PhysAddr long start = PhysMath.clamp(free.start(), from, to);
            @PhysAddr long end = PhysMath.clamp(free.end(), from, to);
            @PhysAddr long candidate = PhysMath.roundUp(start, align);
            if (PhysMath.below(candidate, end) && Long.compareUnsigned(end - candidate, bytes) >= 0) {
                return candidate;
            }
        }
        return NOT_FOUND;
    }

    private @PhysAddr long topDown(@PhysAddr long from, @PhysAddr long to, long bytes, long align, int nid, int flags) {
        MemRangeCursor free = MemRangeCursor.reverse(state, state.memory, state.reserved, nid, flags);
        while (free.next()) {
            @PhysAddr long start = PhysMath.clamp(free.start(), from, to);
            @PhysAddr long end = PhysMath.clamp(free.end(), from, to);
            if (Long.compareUnsigned(Addresses.rawPhys(end), bytes) < 0) {
                continue;
            }
            @PhysAddr long candidate = PhysMath.roundDown(end - bytes, align);
            if (PhysMath.atMost(start, candidate)) {
                return candidate;
            }
        }
        return NOT_FOUND;
    }
}
