package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Unreserve;
import org.mmlab.api.memory.MigrateType;

/**
 * The reserve of Linux 6.1: as {@link HighAtomicReserve}, but at least one pageblock can be reserved in any zone, and a reservation
 * counts as one pageblock whatever it gained.
 */
final class SteadyHighAtomicReserve implements Reservation {
    private static final int HUNDREDTH = 100;

    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;

    SteadyHighAtomicReserve(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
    }

    @Override
    public void reserve(int frame, int order) {
        long most = zone.managedFrames() / HUNDREDTH + pageblocks.frames();
        if (zone.reservedHighAtomic() < most && Pageblocks.mergeable(pageblocks.type(frame))) {
            zone.addReservedHighAtomic(pageblocks.frames());
            pageblocks.setType(frame, MigrateType.HIGHATOMIC);
            pageblocks.gatherFree(frame, MigrateType.HIGHATOMIC);
        }
    }

    @Override
    public boolean unreserve(int type, Unreserve how) {
        if (how == Unreserve.SPARE_ONE && zone.reservedHighAtomic() <= pageblocks.frames()) {
            return false;
        }
        for (int order = 0; order <= Fallback.MAX_ORDER; order++) {
            int frame = areas.first(order, MigrateType.HIGHATOMIC);
            if (frame == NONE) {
                continue;
            }
            if (pageblocks.type(frame) == MigrateType.HIGHATOMIC) {
                zone.addReservedHighAtomic(-Math.min(pageblocks.frames(), zone.reservedHighAtomic()));
            }
            pageblocks.setType(frame, type);
            if (pageblocks.gatherFree(frame, type) > 0) {
                return true;
            }
        }
        return false;
    }
}
