package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Unreserve;
import org.mmlab.api.memory.MigrateType;

/**
 * Pageblocks kept for urgent requests of several frames: about one hundredth of the zone, or none where that is less than a pageblock
 * (Linux 6.12: {@code reserve_highatomic_pageblock}, {@code unreserve_highatomic_pageblock}).
 */
final class HighAtomicReserve implements Reservation {
    private static final int HUNDREDTH = 100;

    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;

    HighAtomicReserve(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
    }

    @Override
    public void reserve(int frame, int order) {
        long hundredth = zone.managedFrames() / HUNDREDTH;
        int block = pageblocks.frames();
        if (hundredth < block) {
            return;
        }
        long most = (hundredth + block - 1) / block * block;
        int type = pageblocks.type(frame);
        if (zone.reservedHighAtomic() >= most || !Pageblocks.mergeable(type)) {
            return;
        }
        if (order >= zone.pageblockOrder()) {
            pageblocks.setTypes(frame, order, MigrateType.HIGHATOMIC);
            zone.addReservedHighAtomic(1L << order);
        } else if (pageblocks.isWhole(frame)) {
            pageblocks.retype(pageblocks.start(frame), type, MigrateType.HIGHATOMIC);
            zone.addReservedHighAtomic(block);
        }
    }

    @Override
    public boolean unreserve(int type, Unreserve how) {
        if (how == Unreserve.SPARE_ONE && zone.reservedHighAtomic() <= pageblocks.frames()) {
            return false;
        }
        for (int order = 0; order <= Fallback.MAX_ORDER; order++) {
            int frame = areas.first(order, MigrateType.HIGHATOMIC);
            if (frame != NONE && release(frame, order, type)) {
                return true;
            }
        }
        return false;
    }

    private boolean release(int frame, int order, int type) {
        int old = pageblocks.type(frame);
        if (old == MigrateType.HIGHATOMIC) {
            long size = Math.max(pageblocks.frames(), 1L << order);
            zone.addReservedHighAtomic(-Math.min(size, zone.reservedHighAtomic()));
        }
        if (order < zone.pageblockOrder()) {
            return pageblocks.isWhole(frame) && pageblocks.retype(pageblocks.start(frame), old, type) > 0;
        }
        areas.move(frame, order, old, type);
        zone.accountFree(-(1L << order), old);
        zone.accountFree(1L << order, type);
        pageblocks.setTypes(frame, order, type);
        return true;
    }
}
