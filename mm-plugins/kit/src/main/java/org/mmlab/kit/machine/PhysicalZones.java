package org.mmlab.kit.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mmlab.api.event.VmEvent;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;
import org.mmlab.reclaim.memory.ReclaimZones;

/** Nodes and zones as reclaim sees them. */
final class PhysicalZones implements ReclaimZones {
    private final PhysicalMemory memory;
    private final int[][] zonesOf;
    private final int[][] nodesFrom;

    PhysicalZones(PhysicalMemory memory) {
        this.memory = memory;
        NodeTable nodes = memory.nodes();
        zonesOf = new int[nodes.count()][];
        nodesFrom = new int[nodes.count()][];
        for (int node = 0; node < nodes.count(); node++) {
            zonesOf[node] = populated(nodes, node);
            int from = node;
            nodesFrom[node] = IntStream.range(0, nodes.count())
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer to) -> nodes.distance(from, to)))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private static int[] populated(NodeTable nodes, int node) {
        List<Integer> own = new ArrayList<>();
        for (Zone zone : nodes.node(node).zones()) {
            if (zone.populated()) {
                own.add(zone.ordinal());
            }
        }
        return own.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Zones may have gained their first or lost their last frame. */
    void refresh() {
        for (int node = 0; node < zonesOf.length; node++) {
            zonesOf[node] = populated(memory.nodes(), node);
        }
    }

    private Zone zone(int ordinal) {
        return memory.nodes().zone(ordinal);
    }

    @Override
    public int nodes() {
        return zonesOf.length;
    }

    @Override
    public int[] zonesOf(int node) {
        return zonesOf[node];
    }

    @Override
    public int type(int zone) {
        return zone(zone).index();
    }

    @Override
    public VmEvent skipEvent(int type) {
        return switch (memory.context().layout().type(type)) {
            case DMA -> VmEvent.PGSKIP_DMA;
            case DMA32 -> VmEvent.PGSKIP_DMA32;
            case NORMAL -> VmEvent.PGSKIP_NORMAL;
            case HIGHMEM -> VmEvent.PGSKIP_HIGH;
            case MOVABLE -> VmEvent.PGSKIP_MOVABLE;
            case DEVICE -> throw uncounted();
        };
    }

    @Override
    public VmEvent stallEvent(int type) {
        return switch (memory.context().layout().type(type)) {
            case DMA -> VmEvent.ALLOCSTALL_DMA;
            case DMA32 -> VmEvent.ALLOCSTALL_DMA32;
            case NORMAL -> VmEvent.ALLOCSTALL_NORMAL;
            case HIGHMEM -> VmEvent.ALLOCSTALL_HIGH;
            case MOVABLE -> VmEvent.ALLOCSTALL_MOVABLE;
            case DEVICE -> throw uncounted();
        };
    }

    private static IllegalArgumentException uncounted() {
        return new IllegalArgumentException("reclaim asks for ZONE_DEVICE, whose frames are on no LRU list");
    }

    @Override
    public int highestType(int gfp) {
        return memory.context().layout().highestIndex(gfp);
    }

    @Override
    public long managed(int zone) {
        return zone(zone).managedFrames();
    }

    @Override
    public long free(int zone) {
        return zone(zone).free().exact();
    }

    @Override
    public long mark(int zone, Mark mark) {
        return zone(zone)
                .watermark(
                        switch (mark) {
                            case MIN -> Watermark.MIN.ordinal();
                            case LOW -> Watermark.LOW.ordinal();
                            case HIGH -> Watermark.HIGH.ordinal();
                        });
    }

    @Override
    public boolean meets(int zone, int order, long mark, int highestType) {
        return WatermarkCheck.safe(zone(zone), order, mark, highestType);
    }

    @Override
    public long boost(int zone) {
        return zone(zone).boost();
    }

    @Override
    public void lowerBoost(int zone, long by) {
        zone(zone).setBoost(Math.max(0, zone(zone).boost() - by));
    }

    @Override
    public void reclaimBegins(int zone) {
        zone(zone).setFlag(Zone.RECLAIM_ACTIVE);
    }

    @Override
    public void reclaimEnds(int zone) {
        zone(zone).clearFlag(Zone.RECLAIM_ACTIVE);
    }

    @Override
    public int[] nodesFrom(int node) {
        return nodesFrom[node];
    }
}
