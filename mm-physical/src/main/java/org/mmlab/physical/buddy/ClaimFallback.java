package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.MigrateType;

/**
 * The rules for mixing of Linux 6.12: first a whole pageblock is claimed, from the largest free block down; only when that fails is a
 * single block stolen, the smallest that will do, and its pageblock keeps its type ({@code __rmqueue}, {@code __rmqueue_claim},
 * {@code __rmqueue_steal}). Within one series the step that succeeded last is remembered, and earlier ones are not tried again.
 */
final class ClaimFallback implements Fallback {
    private static final int OWN = 0;
    private static final int CLAIM = 1;
    private static final int STEAL = 2;

    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final int pageblockOrder;
    private int step = OWN;

    ClaimFallback(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
        pageblockOrder = zone.pageblockOrder();
    }

    @Override
    public void begin() {
        step = OWN;
    }

    @Override
    public int take(int order, int type, int flags) {
        int frame = NONE;
        if (step == OWN) {
            frame = smallest(order, type);
            if (frame != NONE) {
                return frame;
            }
        }
        if (step <= CLAIM) {
            frame = claim(order, type, flags);
            if (frame != NONE) {
                step = OWN;
                return frame;
            }
        }
        if ((flags & AllocFlag.NOFRAGMENT) == 0) {
            frame = steal(order, type);
            if (frame != NONE) {
                step = STEAL;
            }
        }
        return frame;
    }

    @Override
    public void end(int blocks, int order) {
        // every block was accounted when it was taken
    }

    @Override
    public int smallest(int order, int type) {
        for (int current = order; current <= MAX_ORDER; current++) {
            int frame = areas.first(current, type);
            if (frame != NONE) {
                takeAndExpand(frame, order, current, type);
                return frame;
            }
        }
        return NONE;
    }

    private void takeAndExpand(int frame, int low, int high, int type) {
        areas.remove(frame, high, type);
        int kept = (1 << high) - areas.expand(frame, low, high, type);
        zone.accountFree(-kept, type);
    }

    private int claim(int order, int type, int flags) {
        int least = order < pageblockOrder && (flags & AllocFlag.NOFRAGMENT) != 0 ? pageblockOrder : order;
        for (int current = MAX_ORDER; current >= least; current--) {
            int from = Fallback.suitable(areas, current, type);
            if (from == NO_TYPE) {
                continue;
            }
            if (!Fallback.mayClaim(current, type, pageblockOrder, zone.groupsByMobility())) {
                break;
            }
            int frame = claimBlock(areas.first(current, from), current, order, type, flags);
            if (frame != NONE) {
                return frame;
            }
        }
        return NONE;
    }

    /** Linux: {@code try_to_steal_block} (6.12), {@code try_to_claim_block} (later). */
    private int claimBlock(int frame, int current, int order, int type, int flags) {
        int from = pageblocks.type(frame);
        if (from == MigrateType.HIGHATOMIC) {
            return NONE;
        }
        if (current >= pageblockOrder) {
            areas.remove(frame, current, from);
            zone.accountFree(-(1L << current), from);
            pageblocks.setTypes(frame, current, type);
            zone.accountFree(areas.expand(frame, order, current, type), type);
            return frame;
        }
        if (zone.boostWatermark() && (flags & AllocFlag.KSWAPD) != 0) {
            zone.requestKswapd();
        }
        if (!pageblocks.isWhole(frame)) {
            return NONE;
        }
        int start = pageblocks.start(frame);
        int free = pageblocks.countFree(start);
        if (!pageblocks.worthClaiming(free + alike(type, from, free))) {
            return NONE;
        }
        pageblocks.retype(start, from, type);
        return smallest(order, type);
    }

    /** Frames in use that go well with the new type. */
    private int alike(int type, int from, int free) {
        if (type == MigrateType.MOVABLE) {
            return pageblocks.movableSeen();
        }
        return from == MigrateType.MOVABLE ? pageblocks.frames() - (free + pageblocks.movableSeen()) : 0;
    }

    private int steal(int order, int type) {
        for (int current = order; current <= MAX_ORDER; current++) {
            int from = Fallback.suitable(areas, current, type);
            if (from != NO_TYPE) {
                int frame = areas.first(current, from);
                takeAndExpand(frame, order, current, from);
                return frame;
            }
        }
        return NONE;
    }
}
