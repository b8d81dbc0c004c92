package org.mmlab.physical.zone;

import org.mmlab.api.memory.AllocFlag;

/**
 * Whether a zone has enough free memory for a request (Linux: {@code __zone_watermark_ok}, {@code zone_watermark_fast}). Pure
 * functions of the zone's state; O(orders).
 */
public final class WatermarkCheck {
    private static final int MIN = Watermark.MIN.ordinal();

    private WatermarkCheck() {}

    /**
     * Whether the free frames stay above a mark once the request is served, and a block of its order exists.
     *
     * @param mark the watermark, boost included where it counts
     * @param highestIndex highest zone index that the request may use: the zone's protection against it is added to the mark
     * @param flags {@link AllocFlag} bits
     * @param free free frames, in most cases the shared value of {@link Zone#free}
     */
    public static boolean ok(Zone zone, int order, long mark, int highestIndex, int flags, long free) {
        long min = mark;
        if ((flags & AllocFlag.RESERVES) != 0) {
            min = lowered(mark, flags);
        }
        if (free - unusable(zone, order, flags) <= min + zone.lowmemReserve(highestIndex)) {
            return false;
        }
        return order == 0 || zone.freeBlocks().hasBlock(order, flags);
    }

    /** {@link #ok} with the shared value of the free counter. */
    public static boolean ok(Zone zone, int order, long mark, int highestIndex, int flags) {
        return ok(zone, order, mark, highestIndex, flags, zone.free().global());
    }

    /** As {@link #ok}, with the exact value where the shared one may be too far off; for reclaim. */
    public static boolean safe(Zone zone, int order, long mark, int highestIndex) {
        long free = zone.free().global();
        if (zone.driftMark() != 0 && free < zone.driftMark()) {
            free = zone.free().exact();
        }
        return ok(zone, order, mark, highestIndex, 0, free);
    }

    /**
     * The check of the allocation path: quick for single frames, and lenient on boosted watermarks for urgent ones.
     *
     * @param urgent not 0 for an urgent request, to which boosts of the minimum watermark do not apply
     */
    public static boolean fast(Zone zone, int order, long mark, int highestIndex, int flags, int urgent) {
        long free = zone.free().global();
        if (order == 0) {
            long usable = free - Math.min(free, unusable(zone, 0, flags));
            if (usable > mark + zone.lowmemReserve(highestIndex)) {
                return true;
            }
        }
        if (ok(zone, order, mark, highestIndex, flags, free)) {
            return true;
        }
        boolean urgentAtMinimum = order == 0 && urgent != 0 && (flags & AllocFlag.WMARK_MASK) == AllocFlag.WMARK_MIN;
        return urgentAtMinimum && zone.boost() != 0 && ok(zone, 0, zone.rawWatermark(MIN), highestIndex, flags, free);
    }

    /** Half of the mark for urgent requests, another quarter off for those that cannot block, half off for OOM victims. */
    private static long lowered(long mark, int flags) {
        long min = mark;
        if ((flags & AllocFlag.MIN_RESERVE) != 0) {
            min -= min / 2;
            if ((flags & AllocFlag.NON_BLOCK) != 0) {
                min -= min / 4;
            }
        }
        if ((flags & AllocFlag.OOM) != 0) {
            min -= min / 2;
        }
        return min;
    }

    private static long unusable(Zone zone, int order, int flags) {
        long frames = (1L << order) - 1;
        if ((flags & AllocFlag.RESERVES) == 0) {
            frames += zone.unusableHighAtomic();
        }
        return frames;
    }
}
