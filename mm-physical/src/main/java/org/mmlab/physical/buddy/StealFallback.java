package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.MigrateType;

/**
 * The rules for mixing of Linux 6.1: a block of another type (and often the whole rest of its pageblock) is moved to the lists of the
 * wanted type, and the request is served from there ({@code __rmqueue_fallback}, {@code steal_suitable_fallback}). The pageblock's own
 * type changes only if enough of it could be had, so that list and pageblock may differ. Accounts are made once for a series.
 */
final class StealFallback implements Fallback {
    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final int pageblockOrder;

    StealFallback(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
        pageblockOrder = zone.pageblockOrder();
    }

    @Override
    public void begin() {
        // nothing is remembered between blocks
    }

    @Override
    public int take(int order, int type, int flags) {
        int frame = smallest(order, type);
        while (frame == NONE && moveOver(order, type, flags)) {
            frame = smallest(order, type);
        }
        return frame;
    }

    @Override
    public int smallest(int order, int type) {
        for (int current = order; current <= MAX_ORDER; current++) {
            int frame = areas.first(current, type);
            if (frame != NONE) {
                areas.remove(frame, current, type);
                areas.expand(frame, order, current, type);
                return frame;
            }
        }
        return NONE;
    }

    @Override
    public void end(int blocks, int order) {
        if (blocks != 0) {
            zone.accountFree(-((long) blocks << order), MigrateType.UNMOVABLE);
        }
    }

    /** Moves free blocks of another type to the lists of this one; false where there are none. */
    private boolean moveOver(int order, int type, int flags) {
        int least = order < pageblockOrder && (flags & AllocFlag.NOFRAGMENT) != 0 ? pageblockOrder : order;
        for (int current = MAX_ORDER; current >= least; current--) {
            int from = Fallback.suitable(areas, current, type);
            if (from == NO_TYPE) {
                continue;
            }
            boolean whole = Fallback.mayClaim(current, type, pageblockOrder, zone.groupsByMobility());
            if (!whole && type == MigrateType.MOVABLE && current > order) {
                moveSmallest(order, type, flags);
            } else {
                move(areas.first(current, from), current, type, flags, whole);
            }
            return true;
        }
        return false;
    }

    /** Movable requests do no lasting harm in another pageblock: they take as little as they need. */
    private void moveSmallest(int order, int type, int flags) {
        int current = order;
        int from = Fallback.suitable(areas, current, type);
        while (from == NO_TYPE) {
            current++;
            from = Fallback.suitable(areas, current, type);
        }
        boolean whole = Fallback.mayClaim(current, type, pageblockOrder, zone.groupsByMobility());
        move(areas.first(current, from), current, type, flags, whole);
    }

    private void move(int frame, int order, int type, int flags, boolean whole) {
        int old = pageblocks.type(frame);
        if (old != MigrateType.HIGHATOMIC) {
            if (order >= pageblockOrder) {
                pageblocks.setTypes(frame, order, type);
            } else {
                if (zone.boostWatermark() && (flags & AllocFlag.KSWAPD) != 0) {
                    zone.requestKswapd();
                }
                if (whole && moveBlock(frame, old, type)) {
                    return;
                }
            }
        }
        areas.move(frame, order, areas.type(frame), type);
    }

    /** Moves all free blocks of the pageblock, and the pageblock too if enough of it fits the type; false where none was moved. */
    private boolean moveBlock(int frame, int old, int type) {
        int free = pageblocks.gatherFree(frame, type);
        if (free == 0) {
            return false;
        }
        int alike = 0;
        if (type == MigrateType.MOVABLE) {
            alike = pageblocks.movableSeen();
        } else if (old == MigrateType.MOVABLE) {
            alike = pageblocks.frames() - (free + pageblocks.movableSeen());
        }
        if (pageblocks.worthClaiming(free + alike)) {
            pageblocks.setType(frame, type);
        }
        return true;
    }
}
