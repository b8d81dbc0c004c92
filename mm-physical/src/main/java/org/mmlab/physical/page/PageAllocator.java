package org.mmlab.physical.page;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.Reclaimer;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.zone.CurrentCpu;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneLayout;
import org.mmlab.physical.zonelist.Zonelist;

/**
 * Finds a zone for a request and takes a block from it (Linux: {@code __alloc_pages}, {@code get_page_from_freelist},
 * {@code rmqueue}). The blocks it gives are not prepared yet; {@link PhysicalMemory} does that. Re-entered by reclaim, so no request
 * leaves state in fields.
 */
final class PageAllocator {
    private static final int HIGH = Watermark.HIGH.ordinal();
    private static final VmEvent[] ALLOCATIONS = {
        VmEvent.PGALLOC_DMA,
        VmEvent.PGALLOC_DMA32,
        VmEvent.PGALLOC_NORMAL,
        VmEvent.PGALLOC_HIGH,
        VmEvent.PGALLOC_MOVABLE,
    };

    private final NodeTable nodes;
    private final PcpAllocator pcp;
    private final DeferredPages deferred;
    private final CurrentCpu cpu;
    private final ZoneLayout layout;
    private final VmStat vmstat;
    private final VmEvent[] allocationEvent;
    private final boolean hasDma32;
    /**
     * Since Linux 6.12 it is noted when a zone falls below its high watermark, for the per-CPU lists; a request is urgent by
     * {@link Gfp#HIGH} and not by a bit of its own; and only requests that may wake kswapd do so for a boost.
     */
    private final boolean since612;

    private Reclaimer reclaimer = Reclaimer.NONE;

    PageAllocator(NodeTable nodes, PcpAllocator pcp, DeferredPages deferred, VmStat vmstat) {
        this.nodes = nodes;
        this.pcp = pcp;
        this.deferred = deferred;
        this.vmstat = vmstat;
        cpu = nodes.context().cpu();
        layout = nodes.context().layout();
        hasDma32 = layout.has(ZoneType.DMA32);
        since612 = nodes.context().kernel().atLeast(KernelVersion.V6_12);
        allocationEvent = new VmEvent[layout.count()];
        for (int i = 0; i < allocationEvent.length; i++) {
            ZoneType type = layout.type(i);
            allocationEvent[i] = ALLOCATIONS[Math.min(type.ordinal(), ALLOCATIONS.length - 1)];
        }
    }

    void setReclaimer(Reclaimer newReclaimer) {
        reclaimer = newReclaimer;
    }

    void count(VmEvent event) {
        vmstat.count(event);
    }

    Zone zoneOf(@FrameIndex int frame) {
        return nodes.zone(nodes.context().table().zone(frame));
    }

    Reclaimer reclaimer() {
        return reclaimer;
    }

    /** The zones that may serve a request, in the order in which they are asked. */
    Zone[] zonesFor(int gfp, int node) {
        Zonelist list = (gfp & Gfp.THISNODE) != 0
                ? nodes.node(node).thisNode()
                : nodes.node(node).fallback();
        return list.upTo(layout.highestIndex(gfp));
    }

    /** Index of the first zone of an allowed node, or the length of the array. */
    static int firstAllowed(Zone[] zones, long nodeMask) {
        int at = 0;
        while (at < zones.length && !allows(nodeMask, zones[at])) {
            at++;
        }
        return at;
    }

    static boolean allows(long nodeMask, Zone zone) {
        return (nodeMask >>> zone.node() & 1) != 0;
    }

    /** The flags of the first attempt: above the low watermark, and without mixing as long as that is possible. */
    int firstFlags(Zone preferred, int gfp) {
        int flags = AllocFlag.WMARK_LOW | gfp & Gfp.KSWAPD_RECLAIM;
        if (!hasDma32 || preferred.type() != ZoneType.NORMAL) {
            return flags;
        }
        Zone below = nodes.node(preferred.node()).zone(preferred.index() - 1);
        return nodes.count() > 1 && !below.populated() ? flags : flags | AllocFlag.NOFRAGMENT;
    }

    /**
     * One attempt over the zones.
     *
     * @param first index of the preferred zone
     * @return a block, or {@code NO_FRAME}
     */
    @FrameIndex int attempt(int gfp, int order, int startFlags, Zone[] zones, int first, long nodeMask) {
        int flags = startFlags;
        int highest = layout.highestIndex(gfp);
        boolean avoidsMixing = (flags & AllocFlag.NOFRAGMENT) != 0;
        int at = first;
        while (at < zones.length) {
            Zone zone = zones[at];
            if (!allows(nodeMask, zone)) {
                at++;
                continue;
            }
            if (avoidsMixing && zone.node() != zones[first].node()) {
                avoidsMixing = false; // locality counts for more than fragmentation: start again
                flags &= ~AllocFlag.NOFRAGMENT;
                at = first;
                continue;
            }
            if (mayTake(zone, zones[first], order, highest, flags, gfp)) {
                @FrameIndex int frame = take(zones[first], zone, order, flags, gfp);
                while (frame == NO_FRAME && deferred.grow(zone)) {
                    frame = take(zones[first], zone, order, flags, gfp);
                }
                if (frame != NO_FRAME) {
                    return frame;
                }
            }
            at++;
            if (at == zones.length && avoidsMixing) {
                avoidsMixing = false; // every local zone is fragmented
                flags &= ~AllocFlag.NOFRAGMENT;
                at = first;
            }
        }
        return NO_FRAME;
    }

    /** Whether the watermarks let a request have a block of this zone. */
    private boolean mayTake(Zone zone, Zone preferred, int order, int highest, int flags, int gfp) {
        int urgent = since612 ? flags & AllocFlag.MIN_RESERVE : gfp & Gfp.ATOMIC_BIT_6_1;
        if (since612 && !zone.flag(Zone.BELOW_HIGH)) {
            if (WatermarkCheck.fast(zone, order, zone.watermark(HIGH), highest, flags, urgent)) {
                return true;
            }
            zone.setFlag(Zone.BELOW_HIGH);
        }
        long mark = zone.watermark(flags & AllocFlag.WMARK_MASK);
        return WatermarkCheck.fast(zone, order, mark, highest, flags, urgent)
                || deferred.grow(zone)
                || (flags & AllocFlag.NO_WATERMARKS) != 0
                || reclaimsLocally(zone, preferred, gfp, order) && WatermarkCheck.ok(zone, order, mark, highest, flags);
    }

    /** Node reclaim: frees memory of a near node before a farther one is asked (Linux: {@code node_reclaim}); off by default. */
    private boolean reclaimsLocally(Zone zone, Zone preferred, int gfp, int order) {
        int mode = nodes.context().tunables().zoneReclaimMode();
        if (mode == 0
                || nodes.distance(preferred.node(), zone.node())
                        > nodes.context().tunables().nodeReclaimDistance()) {
            return false;
        }
        return reclaimer.reclaimNode(zone.node(), order, gfp, mode) > 0;
    }

    /** Takes a block from a zone, by way of the per-CPU lists where they keep that order (Linux: {@code rmqueue}). */
    private @FrameIndex int take(Zone preferred, Zone zone, int order, int flags, int gfp) {
        int migratetype = migratetype(gfp);
        @FrameIndex int frame = NO_FRAME;
        if (pcp.shape().keeps(order)) {
            frame = pcp.take(zone, cpu.id(), order, migratetype, flags);
        }
        if (frame == NO_FRAME) {
            frame = zone.allocateBlock(order, migratetype, flags);
        }
        if (frame != NO_FRAME) {
            vmstat.add(allocationEvent[zone.index()], 1L << order);
            countNuma(preferred, zone);
        }
        if (zone.flag(Zone.BOOSTED_WATERMARK) && (!since612 || (flags & AllocFlag.KSWAPD) != 0)) {
            zone.clearFlag(Zone.BOOSTED_WATERMARK);
            reclaimer.wakeKswapd(zone.node(), 0, zone.index());
        }
        if (frame != NO_FRAME && (flags & AllocFlag.HIGHATOMIC) != 0) {
            zone.freeBlocks().reserveHighAtomic(frame, order);
        }
        return frame;
    }

    /** The lists that a request asks first; machines that do not group frames by mobility have only one sort (Linux: {@code gfp_migratetype}). */
    int migratetype(int gfp) {
        return nodes.context().tunables().groupsByMobility() ? Gfp.migratetype(gfp) : MigrateType.UNMOVABLE;
    }

    private void countNuma(Zone preferred, Zone zone) {
        if (zone.node() == preferred.node()) {
            zone.countNuma(NumaStat.NUMA_HIT, 1);
        } else {
            zone.countNuma(NumaStat.NUMA_MISS, 1);
            preferred.countNuma(NumaStat.NUMA_FOREIGN, 1);
        }
        boolean local = nodes.nodeOfCpu(cpu.id()) == zone.node();
        zone.countNuma(local ? NumaStat.NUMA_LOCAL : NumaStat.NUMA_OTHER, 1);
    }

    /** Greatest order of a request. */
    static void checkOrder(int order) {
        if (order < 0 || order > FrameAllocator.MAX_ORDER) {
            throw new IllegalArgumentException(
                    "order " + order + " of an allocation is not in 0.." + FrameAllocator.MAX_ORDER);
        }
    }
}
