package org.mmlab.physical.memblock;

import static org.mmlab.physical.memblock.PhysMath.atMost;
import static org.mmlab.physical.memblock.PhysMath.below;

import org.mmlab.api.address.qual.PhysAddr;

/**
 * Adds ranges to a list, cuts them out of it and changes what regions say (Linux: {@code memblock_add_range},
 * {@code memblock_isolate_range} and what stands on them). Linear in the number of regions.
 */
final class RegionEditor {
    private static final int NONE_YET = -1;

    private final MemblockState state;
    private final ArrayGrower grower;

    /** The regions that the last {@link #isolate} or {@link #cover} was about: from the first to before the second. */
    private int firstIndex;

    private int endIndex;

    RegionEditor(MemblockState state, RangeFinder finder) {
        this.state = state;
        grower = new ArrayGrower(state, finder);
    }

    /** {@code bytes}, or as many as fit between {@code base} and the highest address (Linux: {@code memblock_cap_size}). */
    static long cappedSize(@PhysAddr long base, long bytes) {
        long room = PhysMath.PHYS_ADDR_MAX - base;
        return Long.compareUnsigned(bytes, room) < 0 ? bytes : room;
    }

    /** Adds what of the range is not there yet; the rest keeps its flags and node. */
    int add(RegionArray list, @PhysAddr long base, long bytes, int nid, int flags) {
        long size = cappedSize(base, bytes);
        int node = state.storedNid(nid);
        if (size == 0) {
            return Memblock.OK;
        }
        if (list.size(0) == 0) {
            list.first(base, size, flags, node);
            return Memblock.OK;
        }
        @PhysAddr long end = base + size;
        if (list.count() * 2 + 1 > list.capacity()) {
            int missing = countMissing(list, base, end);
            if (missing == 0) {
                return Memblock.OK;
            }
            while (list.count() + missing > list.capacity()) {
                if (!grower.grow(this, list, base, size)) {
                    return Memblock.ENOMEM;
                }
            }
        }
        cover(list, base, end, node, flags);
        if (firstIndex != NONE_YET) {
            list.merge(firstIndex, endIndex);
        }
        return Memblock.OK;
    }

    /** Takes a range, on no node in particular (Linux: {@code memblock_reserve}). */
    int reserve(@PhysAddr long base, long bytes) {
        trace("memblock_reserve", base, bytes);
        return add(state.reserved, base, bytes, state.config.maxNumNodes(), MemblockFlags.NONE);
    }

    /** Gives a range back (Linux: {@code memblock_phys_free}). */
    int free(@PhysAddr long base, long bytes) {
        trace("memblock_phys_free", base, bytes);
        return remove(state.reserved, base, bytes);
    }

    /** The line that {@code memblock=debug} prints for an operation. */
    void trace(String operation, @PhysAddr long base, long bytes) {
        if (state.log.debug()) {
            state.log.print(operation + ": [" + MemblockDump.span(base, bytes) + "]");
        }
    }

    /** Takes the range out of the list, splitting the regions at its ends. */
    int remove(RegionArray list, @PhysAddr long base, long bytes) {
        int result = isolate(list, base, bytes);
        if (result == Memblock.OK) {
            for (int i = endIndex - 1; i >= firstIndex; i--) {
                list.remove(i);
            }
        }
        return result;
    }

    /** Sets the {@code set} bits and clears the {@code clear} bits of what the list has in the range. */
    int changeFlags(RegionArray list, @PhysAddr long base, long bytes, int set, int clear) {
        int result = isolate(list, base, bytes);
        if (result == Memblock.OK) {
            for (int i = firstIndex; i < endIndex; i++) {
                list.setFlags(i, (list.flags(i) | set) & ~clear);
            }
            list.merge(firstIndex, endIndex);
        }
        return result;
    }

    /** Gives what the list has in the range to a node. */
    int setNode(RegionArray list, @PhysAddr long base, long bytes, int nid) {
        if (state.config.maxNumNodes() == 1) {
            return Memblock.OK;
        }
        int result = isolate(list, base, bytes);
        if (result == Memblock.OK) {
            for (int i = firstIndex; i < endIndex; i++) {
                list.setNid(i, nid);
            }
            list.merge(firstIndex, endIndex);
        }
        return result;
    }

    /** Removes every region outside the range unless it is NOMAP; the ends are split first. */
    int keepOnly(RegionArray list, @PhysAddr long base, long bytes) {
        int result = isolate(list, base, bytes);
        if (result != Memblock.OK) {
            return result;
        }
        int first = firstIndex;
        for (int i = list.count() - 1; i >= endIndex; i--) {
            removeMapped(list, i);
        }
        for (int i = first - 1; i >= 0; i--) {
            removeMapped(list, i);
        }
        return Memblock.OK;
    }

    private static void removeMapped(RegionArray list, int index) {
        if ((list.flags(index) & MemblockFlags.NOMAP) == 0) {
            list.remove(index);
        }
    }

    /** How many regions {@link #cover} would insert. */
    private static int countMissing(RegionArray list, @PhysAddr long start, @PhysAddr long end) {
        int missing = 0;
        @PhysAddr long base = start;
        for (int i = 0; i < list.count() && below(list.base(i), end); i++) {
            if (atMost(list.end(i), base)) {
                continue;
            }
            if (below(base, list.base(i))) {
                missing++;
            }
            base = PhysMath.min(list.end(i), end);
        }
        return below(base, end) ? missing + 1 : missing;
    }

    /** Inserts a region for each part of the range that the list lacks. */
    private void cover(RegionArray list, @PhysAddr long start, @PhysAddr long end, int nid, int flags) {
        firstIndex = NONE_YET;
        @PhysAddr long base = start;
        int i = 0;
        for (; i < list.count(); i++) {
            @PhysAddr long regionBase = list.base(i);
            @PhysAddr long regionEnd = list.end(i);
            if (atMost(end, regionBase)) {
                break;
            }
            if (atMost(regionEnd, base)) {
                continue;
            }
            if (below(base, regionBase)) {
                insert(list, i++, base, regionBase - base, nid, flags);
            }
            base = PhysMath.min(regionEnd, end);
        }
        if (below(base, end)) {
            insert(list, i, base, end - base, nid, flags);
        }
    }

    private void insert(RegionArray list, int index, @PhysAddr long base, long bytes, int nid, int flags) {
        if (firstIndex == NONE_YET) {
            firstIndex = index;
        }
        endIndex = index + 1;
        list.insert(index, base, bytes, nid, flags);
    }

    /** Splits the regions that cross an end of the range and remembers which ones lie in it. */
    private int isolate(RegionArray list, @PhysAddr long base, long bytes) {
        long size = cappedSize(base, bytes);
        @PhysAddr long end = base + size;
        if (size == 0) {
            firstIndex = 0;
            endIndex = 0;
            return Memblock.OK;
        }
        while (list.count() + 2 > list.capacity()) {
            if (!grower.grow(this, list, base, size)) {
                return Memblock.ENOMEM;
            }
        }
        firstIndex = 0;
        endIndex = 0;
        for (int i = 0; i < list.count(); i++) {
            @PhysAddr long regionBase = list.base(i);
            @PhysAddr long regionEnd = list.end(i);
            if (atMost(end, regionBase)) {
                break;
            }
            if (atMost(regionEnd, base)) {
                continue;
            }
            if (below(regionBase, base)) {
                split(list, i, base);
            } else if (below(end, regionEnd)) {
                split(list, i--, end);
            } else {
                if (endIndex == 0) {
                    firstIndex = i;
                }
                endIndex = i + 1;
            }
        }
        return Memblock.OK;
    }

    /** Makes two regions of one; the lower keeps the index. */
    private static void split(RegionArray list, int index, @PhysAddr long at) {
        @PhysAddr long base = list.base(index);
        list.dropBelow(index, at);
        list.insert(index, base, at - base, list.nid(index), list.flags(index));
    }
}
