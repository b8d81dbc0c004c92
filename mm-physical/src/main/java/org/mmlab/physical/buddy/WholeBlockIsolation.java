package org.mmlab.physical.buddy;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.MigrateType;

/**
 * Isolation by the rules of Linux 6.1: a free block of several pageblocks goes to the isolated list as a whole, when its first pageblock
 * is isolated, and is split afterwards where the isolated range ends ({@code set_migratetype_isolate}, {@code split_free_page}).
 */
final class WholeBlockIsolation implements Isolation {
    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final Coalescer coalescer;

    WholeBlockIsolation(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks, Coalescer coalescer) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
        this.coalescer = coalescer;
    }

    @Override
    public boolean isolate(int frame) {
        int old = pageblocks.type(frame);
        pageblocks.setType(frame, MigrateType.ISOLATE);
        zone.addIsolatedPageblocks(1);
        zone.accountFree(-pageblocks.gatherFree(frame, MigrateType.ISOLATE), old);
        return true;
    }

    @Override
    public void restore(int frame, int type) {
        if (pageblocks.type(frame) != MigrateType.ISOLATE) {
            return;
        }
        if (coalescer.mergesAcrossPageblocks(frame)) {
            int order = areas.order(frame);
            areas.remove(frame, order, areas.type(frame));
            pageblocks.setType(frame, type);
            coalescer.free(frame, order, type, Placement.LAST);
        } else {
            zone.accountFree(pageblocks.gatherFree(frame, type), type);
            pageblocks.setType(frame, type);
        }
        zone.addIsolatedPageblocks(-1);
    }

    @Override
    public void splitAt(int frame) {
        int head = areas.blockHolding(frame);
        if (head == frame) {
            return;
        }
        int order = areas.order(head);
        zone.accountFree(-(1L << order), pageblocks.type(head));
        areas.remove(head, order, areas.type(head));
        freeParts(head, frame);
        freeParts(frame, head + (1 << order));
    }

    /** Frees a range in the largest aligned blocks, each to the type of its own pageblock. */
    private void freeParts(int start, int end) {
        int at = start;
        while (at < end) {
            int size = Math.min(Integer.lowestOneBit(at | 1 << Fallback.MAX_ORDER), Integer.highestOneBit(end - at));
            coalescer.free(at, Integer.numberOfTrailingZeros(size), pageblocks.type(at), Placement.USUAL);
            at += size;
        }
    }
}
