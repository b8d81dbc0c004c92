package org.mmlab.physical.buddy;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.MigrateType;

/**
 * Takes pageblocks out of service and puts them back (Linux 6.12: {@code move_freepages_block_isolate},
 * {@code unset_migratetype_isolate}). A free block that is larger than a pageblock is split on the way, because only one of its
 * pageblocks is concerned.
 */
final class BlockIsolation implements Isolation {
    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final Coalescer coalescer;

    BlockIsolation(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks, Coalescer coalescer) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
        this.coalescer = coalescer;
    }

    @Override
    public boolean isolate(int frame) {
        if (!changeType(frame, MigrateType.ISOLATE)) {
            return false;
        }
        zone.addIsolatedPageblocks(1);
        return true;
    }

    @Override
    public void splitAt(int frame) {
        // isolation itself has split what reaches across pageblocks
    }

    @Override
    public void restore(int frame, int type) {
        if (pageblocks.type(frame) != MigrateType.ISOLATE) {
            return;
        }
        if (coalescer.mergesAcrossPageblocks(frame)) {
            int order = areas.order(frame);
            areas.remove(frame, order, MigrateType.ISOLATE);
            pageblocks.setType(frame, type);
            coalescer.free(frame, order, type, Placement.LAST);
        } else {
            changeType(frame, type);
        }
        zone.addIsolatedPageblocks(-1);
    }

    private boolean changeType(int frame, int type) {
        if (!pageblocks.isWhole(frame)) {
            return false;
        }
        int start = pageblocks.start(frame);
        if (zone.pageblockOrder() < Fallback.MAX_ORDER) {
            int head = areas.blockHolding(start);
            boolean insideLarger = head != start;
            boolean startsLarger = areas.isHead(frame) && areas.order(frame) > zone.pageblockOrder();
            if (insideLarger || startsLarger) {
                splitAt(insideLarger ? head : frame, frame, type);
                return true;
            }
        }
        pageblocks.retype(start, pageblocks.type(frame), type);
        return true;
    }

    /** Takes a block of several pageblocks apart after one of them got another type. */
    private void splitAt(int head, int frame, int type) {
        int order = areas.order(head);
        int old = pageblocks.type(head);
        areas.remove(head, order, old);
        zone.accountFree(-(1L << order), old);
        pageblocks.setType(frame, type);
        coalescer.freeByPageblock(head, order, Placement.USUAL);
    }
}
