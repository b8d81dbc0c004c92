package org.mmlab.physical.contig;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.PageMigrator.Targets;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Pages move within their node, or to the nearest with room (Linux: {@code alloc_migration_target}).
 */
public final class NearbyTargets implements Targets {
    /** As {@code alloc_contig_range} asks on behalf of a user's request. */
    private static final int GFP = Gfp.USER | Gfp.MOVABLE | Gfp.RETRY_MAYFAIL;

    private final PhysicalMemory memory;

    /** Targets in a machine's memory. */
    public NearbyTargets(PhysicalMemory memory) {
        this.memory = memory;
    }

    @Override
    public @FrameIndex int allocate(@FrameIndex int from, int order) {
        ZoneType zone = memory.zoneOf(from).type();
        int gfp = zone == ZoneType.HIGHMEM || zone == ZoneType.MOVABLE ? GFP | Gfp.HIGHMEM : GFP;
        if (order > 0) {
            gfp = gfp & ~Gfp.RECLAIM | Gfp.TRANSHUGE;
        }
        return memory.allocate(gfp, order, memory.nodeOf(from));
    }

    @Override
    public void giveBack(@FrameIndex int frame, int order) {
        memory.free(frame, order);
    }
}
