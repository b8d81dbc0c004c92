package org.mmlab.physical.memblock;

import static org.mmlab.physical.memblock.PhysMath.atMost;
import static org.mmlab.physical.memblock.PhysMath.below;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Walks the ranges of one list that lie outside another (Linux: {@code __next_mem_range} and {@code __next_mem_range_rev}).
 *
 * <p>{@link #next} moves on and says whether there is a range; {@link #start}, {@link #end} and {@link #nid} then describe it.
 * The two sorted lists are walked in lockstep, so a whole walk costs the sum of their lengths. The cursor keeps
 * indices: a list that changes under it shifts what it sees next, exactly as in the kernel.
 */
public final class MemRangeCursor {
    private final MemblockState state;
    private final RegionArray from;
    private final @Nullable RegionArray without;
    private final int nid;
    private final int flags;
    private final boolean ascending;

    private int index;
    private int gap;
    private @PhysAddr long rangeStart;
    private @PhysAddr long rangeEnd;
    private int rangeNid;

    private MemRangeCursor(
            MemblockState state,
            RegionArray from,
            @Nullable RegionArray without,
            int nid,
            int flags,
            boolean ascending) {
        this.state = state;
        this.from = from;
        this.without = without;
        this.nid = nid;
        this.flags = flags;
        this.ascending = ascending;
        if (!ascending) {
            index = from.count() - 1;
            gap = without == null ? 0 : without.count();
        }
    }

    static MemRangeCursor forward(
            MemblockState state, RegionArray from, @Nullable RegionArray without, int nid, int flags) {
        return new MemRangeCursor(state, from, without, nid, flags, true);
    }

    static MemRangeCursor reverse(
            MemblockState state, RegionArray from, @Nullable RegionArray without, int nid, int flags) {
        return new MemRangeCursor(state, from, without, nid, flags, false);
    }

    /** Moves to the next range; false at the end. */
    public boolean next() {
        return ascending ? nextUp() : nextDown();
    }

    /** First byte of the range. */
    public @PhysAddr long start() {
        return rangeStart;
    }

    /** First byte after the range. */
    public @PhysAddr long end() {
        return rangeEnd;
    }

    /** Node of the region that the range is part of. */
    public int nid() {
        return rangeNid;
    }

    private boolean nextUp() {
        for (; index < from.count(); index++) {
            if (skips(index)) {
                continue;
            }
            if (without == null) {
                return whole(index++);
            }
            for (; gap <= without.count(); gap++) {
                @PhysAddr long gapEnd = gapEnd(without);
                if (atMost(from.end(index), gapStart(without))) {
                    break;
                }
                if (below(from.base(index), gapEnd)) {
                    intersect(without);
                    if (atMost(from.end(index), gapEnd)) {
                        index++;
                    } else {
                        gap++;
                    }
                    return true;
                }
            }
        }
        return false;
    }

    private boolean nextDown() {
        for (; index >= 0; index--) {
            if (skips(index)) {
                continue;
            }
            if (without == null) {
                return whole(index--);
            }
            for (; gap >= 0; gap--) {
                @PhysAddr long gapStart = gapStart(without);
                if (atMost(gapEnd(without), from.base(index))) {
                    break;
                }
                if (below(gapStart, from.end(index))) {
                    intersect(without);
                    if (atMost(gapStart, from.base(index))) {
                        index--;
                    } else {
                        gap--;
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** Gap {@code i} is what lies before region {@code i} of the other list, the last one what lies after them all. */
    private @PhysAddr long gapStart(RegionArray other) {
        return gap == 0 ? Addresses.phys(0) : other.end(gap - 1);
    }

    private @PhysAddr long gapEnd(RegionArray other) {
        return gap < other.count() ? other.base(gap) : PhysMath.PHYS_ADDR_MAX;
    }

    private boolean whole(int region) {
        rangeStart = from.base(region);
        rangeEnd = from.end(region);
        rangeNid = from.nid(region);
        return true;
    }

    private void intersect(RegionArray other) {
        rangeStart = PhysMath.max(from.base(index), gapStart(other));
        rangeEnd = PhysMath.min(from.end(index), gapEnd(other));
        rangeNid = from.nid(index);
    }

    /** Regions of other lists than memory are never skipped (Linux: {@code should_skip_region}). */
    private boolean skips(int region) {
        if (from != state.memory) {
            return false;
        }
        int has = from.flags(region);
        return (state.config.isNode(nid) && nid != from.nid(region))
                || (state.movableNode && (has & MemblockFlags.HOTPLUG) != 0 && (flags & MemblockFlags.HOTPLUG) == 0)
                || ((flags & MemblockFlags.MIRROR) != 0 && (has & MemblockFlags.MIRROR) == 0)
                || ((flags & MemblockFlags.NOMAP) == 0 && (has & MemblockFlags.NOMAP) != 0)
                || ((flags & MemblockFlags.DRIVER_MANAGED) == 0 && (has & MemblockFlags.DRIVER_MANAGED) != 0);
    }
}
