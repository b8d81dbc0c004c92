package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/** Walks the free whole frames of one zone (Linux: {@code __next_mem_pfn_range_in_zone}). */
public final class ZonePfnRangeCursor {
    private final MemRangeCursor free;
    private final @Pfn long zoneStart;
    private final @Pfn long zoneEnd;
    private @Pfn long start;
    private @Pfn long end;

    ZonePfnRangeCursor(MemRangeCursor free, @Pfn long zoneStart, @Pfn long zoneEnd) {
        this.free = free;
        this.zoneStart = zoneStart;
        this.zoneEnd = zoneEnd;
    }

    /** Moves to the next range; false at the end. */
    public boolean next() {
        while (free.next()) {
            @PhysAddr long firstByte = free.start();
            @Pfn long first = PhysMath.pfnUp(firstByte);
            @Pfn long last = Addresses.pfnOf(free.end());
            if (zoneStart < last && first < last) {
                start = max(zoneStart, first);
                end = zoneEnd < last ? zoneEnd : last;
                return first < zoneEnd;
            }
        }
        return false;
    }

    /** The first frame of the range. */
    public @Pfn long startPfn() {
        return start;
    }

    /** The first frame after the range. */
    public @Pfn long endPfn() {
        return end;
    }

    private static @Pfn long max(@Pfn long a, @Pfn long b) {
        return a < b ? b : a;
    }
}
