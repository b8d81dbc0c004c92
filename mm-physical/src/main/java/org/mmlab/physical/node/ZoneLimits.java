package org.mmlab.physical.node;

import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.zone.ZoneLayout;

/**
 * Between which page frame numbers each zone of an architecture may lie, whatever the node (Linux: {@code zone_sizes_init},
 * {@code free_area_init}). {@code low[i]} to {@code high[i]} (exclusive), by zone index; Movable and Device have none.
 */
public record ZoneLimits(long[] low, long[] high) {
    /** First frame above ISA memory: 16 MiB. */
    public static final long DMA_END = 1L << 12;
    /** First frame above 32-bit memory: 4 GiB. */
    public static final long DMA32_END = 1L << 20;

    /**
     * The limits of x86-64.
     *
     * @param firstPfn first frame of memory
     * @param maxPfn first frame after all memory
     */
    public static ZoneLimits x8664(long firstPfn, long maxPfn) {
        return of(ZoneLayout.X86_64, firstPfn, new long[] {DMA_END, DMA32_END, maxPfn, 0, 0}, maxPfn);
    }

    /**
     * The limits of i386.
     *
     * @param maxLowPfn first frame that the kernel does not map for good ({@link LowMemory})
     */
    public static ZoneLimits i386(long firstPfn, long maxLowPfn, long maxPfn) {
        return of(ZoneLayout.I386, firstPfn, new long[] {DMA_END, maxLowPfn, maxPfn, 0}, maxPfn);
    }

    private static ZoneLimits of(ZoneLayout layout, long firstPfn, long[] ends, long maxPfn) {
        long[] low = new long[layout.count()];
        long[] high = new long[layout.count()];
        long start = firstPfn;
        for (int i = 0; i < layout.count(); i++) {
            if (layout.type(i) == ZoneType.MOVABLE || layout.type(i) == ZoneType.DEVICE) {
                continue;
            }
            long end = Math.max(Math.min(ends[i], maxPfn), start);
            low[i] = start;
            high[i] = end;
            start = end;
        }
        return new ZoneLimits(low, high);
    }
}
