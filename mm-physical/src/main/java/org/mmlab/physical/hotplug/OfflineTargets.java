package org.mmlab.physical.hotplug;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.PageMigrator.Targets;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Where the pages of a block go that is taken offline: to another node, if another has memory (Linux: {@code do_migrate_range}, {@code
 * alloc_migration_target}). Where those are full, to the rest of the own node; Linux would ask the others again and again.
 */
public final class OfflineTargets implements Targets {
    private static final int GFP = Gfp.USER | Gfp.MOVABLE | Gfp.RETRY_MAYFAIL;

    private final PhysicalMemory memory;

    /** Targets in a machine's memory. */
    public OfflineTargets(PhysicalMemory memory) {
        this.memory = memory;
    }

    @Override
    public @FrameIndex int allocate(@FrameIndex int from, int order) {
        int node = memory.nodeOf(from);
        ZoneType zone = memory.zoneOf(from).type();
        int gfp = zone == ZoneType.HIGHMEM || zone == ZoneType.MOVABLE ? GFP | Gfp.HIGHMEM : GFP;
        if (order > 0) {
            gfp = gfp & ~Gfp.RECLAIM | Gfp.TRANSHUGE;
        }
        long others = othersWithMemory(node);
        @FrameIndex int frame = others == 0 ? NO_FRAME : memory.allocate(gfp, order, node, others);
        return frame == NO_FRAME ? memory.allocate(gfp, order, node) : frame;
    }

    private long othersWithMemory(int node) {
        long mask = 0;
        for (Node other : memory.nodes().nodes()) {
            mask |= other.id() != node && other.hasMemory() ? 1L << other.id() : 0;
        }
        return mask;
    }

    @Override
    public void giveBack(@FrameIndex int frame, int order) {
        memory.free(frame, order);
    }
}
