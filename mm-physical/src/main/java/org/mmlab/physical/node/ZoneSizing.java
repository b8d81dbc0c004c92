package org.mmlab.physical.node;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.zone.ZoneLayout;

/**
 * Cuts a node's memory into zones (Linux: {@code zone_spanned_pages_in_node}, {@code adjust_zone_range_for_zone_movable},
 * {@code zone_absent_pages_in_node}). Pure functions.
 */
public final class ZoneSizing {
    private final ZoneLayout layout;
    private final ZoneLimits limits;
    private final int movableFrom;

    /**
     * @param movableFrom index of the zone from which Movable is taken: the highest one with limits ({@link #highestZone})
     */
    public ZoneSizing(ZoneLayout layout, ZoneLimits limits, int movableFrom) {
        this.layout = layout;
        this.limits = limits;
        this.movableFrom = movableFrom;
    }

    /** Index of the highest zone below Movable that is not empty by its limits (Linux: {@code find_usable_zone_for_movable}). */
    public static int highestZone(ZoneLayout layout, ZoneLimits limits) {
        int highest = 0;
        for (int i = 0; i < layout.count(); i++) {
            if (layout.type(i) != ZoneType.MOVABLE && limits.high()[i] > limits.low()[i]) {
                highest = i;
            }
        }
        return highest;
    }

    /**
     * The zones of a node, by zone index.
     *
     * @param ranges the node's memory in ascending order
     * @param movableStart first frame of the node's Movable zone; 0 = it has none
     */
    public ZoneExtent[] zones(List<Range> ranges, long movableStart) {
        ZoneExtent[] zones = new ZoneExtent[layout.count()];
        for (int i = 0; i < zones.length; i++) {
            zones[i] = zone(i, ranges, movableStart);
        }
        return zones;
    }

    private ZoneExtent zone(int index, List<Range> ranges, long movableStart) {
        if (ranges.isEmpty()) {
            return ZoneExtent.EMPTY;
        }
        long nodeStart = Addresses.rawPfn(ranges.get(0).start());
        long nodeEnd = Addresses.rawPfn(ranges.get(ranges.size() - 1).end());
        long start = clamp(nodeStart, index);
        long end = clamp(nodeEnd, index);
        if (movableStart != 0) {
            if (layout.type(index) == ZoneType.MOVABLE) {
                start = movableStart;
                end = Math.min(nodeEnd, limits.high()[movableFrom]);
            } else if (start >= movableStart) {
                return ZoneExtent.EMPTY;
            } else {
                end = Math.min(end, movableStart);
            }
        }
        start = Math.max(start, nodeStart);
        end = Math.min(end, nodeEnd);
        return end > start ? new ZoneExtent(start, end, present(ranges, start, end)) : ZoneExtent.EMPTY;
    }

    private long clamp(long pfn, int index) {
        return Math.max(limits.low()[index], Math.min(pfn, limits.high()[index]));
    }

    private static long present(List<Range> ranges, long start, long end) {
        long frames = 0;
        for (Range range : ranges) {
            long from = Math.max(start, Addresses.rawPfn(range.start()));
            long to = Math.min(end, Addresses.rawPfn(range.end()));
            frames += Math.max(0, to - from);
        }
        return frames;
    }
}
