package org.mmlab.physical.hotplug;

import org.mmlab.api.address.Addresses;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/**
 * Widens and narrows the spans of zones and nodes (Linux: {@code resize_zone_range}, {@code shrink_zone_span},
 * {@code remove_pfn_range_from_zone}).
 */
final class ZoneSpans {
    private final BlockTable blocks;

    ZoneSpans(BlockTable blocks) {
        this.blocks = blocks;
    }

    void extend(Zone zone, Node node, long start, long end) {
        node.noteUsed(zone.index());
        if (zone.spanned() == 0) {
            resize(zone, start, end);
        } else {
            resize(zone, Math.min(start, start(zone)), Math.max(end, end(zone)));
        }
        node.extendSpan(start, end);
    }

    /** Takes an offline range off: a border that it forms moves to the next frame that is online in the zone; inside, a hole stays. */
    void shrink(Zone zone, Node node, long start, long end) {
        if (start(zone) == start) {
            resize(zone, leastFrom(zone, end), end(zone));
        } else if (end(zone) == end) {
            resize(zone, start(zone), greatestBelow(zone, start));
        }
        node.narrowSpan();
    }

    /** First online frame of the zone from {@code from} on, looked for in steps of a subsection; its end where there is none. */
    private long leastFrom(Zone zone, long from) {
        long pfn = from;
        while (pfn < end(zone) && !blocks.isOnlineIn(zone, pfn)) {
            pfn += BlockTable.SUBSECTION_FRAMES;
        }
        return pfn < end(zone) ? pfn : end(zone);
    }

    /** One more than the last online frame of the zone below {@code below}; its start where there is none. */
    private long greatestBelow(Zone zone, long below) {
        long pfn = below - 1;
        while (pfn >= start(zone) && !blocks.isOnlineIn(zone, pfn)) {
            pfn -= BlockTable.SUBSECTION_FRAMES;
        }
        return pfn >= start(zone) ? pfn + 1 : start(zone);
    }

    private static long start(Zone zone) {
        return Addresses.rawPfn(zone.startPfn());
    }

    private static long end(Zone zone) {
        return Addresses.rawPfn(zone.endPfn());
    }

    private static void resize(Zone zone, long start, long end) {
        boolean empty = start >= end;
        zone.resize(Addresses.pfn(empty ? 0 : start), Addresses.pfn(empty ? 0 : end));
    }
}
