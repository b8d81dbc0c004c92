package org.mmlab.physical.buddy;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.MigrateType;

/**
 * Takes pageblocks out of service and puts them back (Linux 6.12: {@code move_freepages_block_isolate},
 * {@code unset_migratetype_isolate}). A free block that is larger than a pageblock is split on the way, because only one of its
 * pageblocks is concerned.
 */
final class BlockIsolation {
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

    /** Isolates the pageblock of a frame; false where it is not wholly in the zone. */
    boolean isolate(int frame) {
        if (!changeType(frame, MigrateType.ISOLATE)) {
            return false;
        }
        zone.addIsolatedPageblocks(1);
        return true;
    }

    /** Puts the pageblock that starts at a frame back into service. */
    void restore(int frame, int type) {
        if (pageblocks.type(frame) != MigrateType.ISOLATE) {
            return;
        }
        if (mergesAcrossPageblocks(frame)) {
            int order = areas.order(frame);
            areas.remove(frame, order, MigrateType.ISOLATE);
            pageblocks.setType(frame, type);
            coalescer.free(frame, order, type, Placement.LAST);
        } else {
            changeType(frame, type);
        }
        zone.addIsolatedPageblocks(-1);
    }

    /** Whether the isolated block is wholly free and its buddy is free and in service: then they have to be merged by freeing. */
    private boolean mergesAcrossPageblocks(int frame) {
        if (!areas.isHead(frame)) {
            return false;
        }
        int order = areas.order(frame);
        if (order < zone.pageblockOrder() || order >= Fallback.MAX_ORDER) {
            return false;
        }
        int buddy = frame ^ (1 << order);
        return areas.isBuddy(frame, buddy, order) && pageblocks.type(buddy) != MigrateType.ISOLATE;
    }

    private boolean changeType(int frame, int type) {
        if (!pageblocks.isWhole(frame)) {
            return false;
        }
        int start = pageblocks.start(frame);
        if (zone.pageblockOrder() < Fallback.MAX_ORDER) {
            int head = blockHolding(start);
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
        freeByPageblock(head, order, Placement.USUAL);
    }

    /** Frees a block, one pageblock after the other where it is larger than that (Linux: {@code split_large_buddy}). */
    void freeByPageblock(int frame, int order, Placement placement) {
        int step = Math.min(order, zone.pageblockOrder());
        int end = frame + (1 << order);
        for (int part = frame; part < end; part += 1 << step) {
            coalescer.free(part, step, pageblocks.type(part), placement);
        }
    }

    /** Head of a free block that starts before {@code frame} and reaches it, else {@code frame} (Linux: {@code find_large_buddy}). */
    int blockHolding(int frame) {
        int head = frame;
        for (int order = 0; !areas.isHead(head); head &= -1 << order) {
            order++;
            if (order > Fallback.MAX_ORDER) {
                return frame;
            }
        }
        return head + (1 << areas.order(head)) > frame ? head : frame;
    }
}
