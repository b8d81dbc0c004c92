package org.mmlab.physical.node;

import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.watermark.MinFree;
import org.mmlab.physical.watermark.PcpLimits;
import org.mmlab.physical.watermark.Protection;
import org.mmlab.physical.watermark.StatThreshold;
import org.mmlab.physical.watermark.ZoneMarks;
import org.mmlab.physical.zone.MemoryTunables;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;

/**
 * Recomputes what depends on the sizes of zones and on the settings: watermarks, protections, limits of per-CPU lists, thresholds of
 * counters. Each method is one Linux function and recomputes no more than that does, so that what is stale in Linux is stale here.
 */
public final class Reserves {
    private static final int MIN = Watermark.MIN.ordinal();
    private static final int LOW = Watermark.LOW.ordinal();
    private static final int HIGH = Watermark.HIGH.ordinal();

    private final NodeTable nodes;
    private final PcpAllocator pcp;
    private final ZoneContext context;
    private final MemoryTunables tunables;
    private final ZoneType movableFrom;
    private boolean hugePages;
    private boolean pcpOff;

    /**
     * Reserves of these nodes.
     *
     * @param movableFrom the type of the zone from which Movable is taken
     */
    public Reserves(NodeTable nodes, PcpAllocator pcp, ZoneType movableFrom) {
        this.nodes = nodes;
        this.pcp = pcp;
        this.movableFrom = movableFrom;
        context = nodes.context();
        tunables = context.tunables();
    }

    /** Everything, as at boot and after memory was added or removed (Linux: {@code init_per_zone_wmark_min}). */
    public void init() {
        calculateMinFree();
        setupWatermarks();
        refreshStatThresholds();
        setupLowmemReserve();
        if (hugePages) {
            applyHugePageMinimum();
        }
    }

    /** {@code min_free_kbytes} by the square-root rule (Linux: {@code calculate_min_free_kbytes}). */
    public void calculateMinFree() {
        if (MinFree.rootOf(lowFrames()) > tunables.userMinFreeKbytes()) {
            tunables.setMinFreeKbytes(MinFree.ofLowMemory(lowFrames()));
        }
    }

    /** khugepaged starts: from now on {@link #init} asks for its minimum too (Linux: {@code start_stop_khugepaged}). */
    public void startHugePages() {
        hugePages = true;
        applyHugePageMinimum();
    }

    /** Raises {@code min_free_kbytes} as transparent huge pages ask for, and recomputes (Linux: {@code set_recommended_min_free_kbytes}). */
    private void applyHugePageMinimum() {
        int zones = 0;
        int normal = context.layout().indexOf(ZoneType.NORMAL);
        for (Zone zone : nodes.populatedZones()) {
            zones += zone.index() <= normal ? 1 : 0;
        }
        int wanted = MinFree.forHugePages(1L << context.pageblockOrder(), zones, lowFrames());
        if (wanted > tunables.minFreeKbytes()) {
            tunables.setMinFreeKbytes(wanted);
        }
        setupWatermarks();
    }

    /** Frames above the high watermark in zones up to Normal, over the fallback list of the boot CPU's node (Linux: {@code nr_free_buffer_pages}). */
    public long lowFrames() {
        int normal = context.layout().indexOf(ZoneType.NORMAL);
        long frames = 0;
        for (Zone zone : nodes.node(nodes.nodeOfCpu(0)).fallback().upTo(normal)) {
            frames += Math.max(0, zone.managedFrames() - zone.watermark(HIGH));
        }
        return frames;
    }

    /** Watermarks and, from them, the limits of per-CPU lists (Linux: {@code setup_per_zone_wmarks}). Ends every boost. */
    public void setupWatermarks() {
        long lowmem = 0;
        for (Zone zone : nodes.onlineZones()) {
            lowmem += isLowmem(zone) ? zone.managedFrames() : 0;
        }
        for (Zone zone : nodes.onlineZones()) {
            ZoneMarks marks = ZoneMarks.of(
                    zone.managedFrames(),
                    isLowmem(zone),
                    lowmem,
                    tunables.minFreeKbytes(),
                    tunables.watermarkScaleFactor());
            zone.setBoost(0);
            zone.setWatermark(Watermark.MIN, marks.min());
            zone.setWatermark(Watermark.LOW, marks.low());
            zone.setWatermark(Watermark.HIGH, marks.high());
            zone.setWatermark(Watermark.PROMO, marks.promo());
        }
        computeTotalReserve();
        for (Zone zone : nodes.onlineZones()) {
            setupPcp(zone);
        }
    }

    private boolean isLowmem(Zone zone) {
        return ZoneMarks.isLowmem(zone.type(), movableFrom, context.kernel());
    }

    /** Keeps nothing on per-CPU lists, now and after every later computation. */
    public void switchPcpOff() {
        pcpOff = true;
        nodes.populatedZones().forEach(this::pausePcp);
    }

    /** Keeps nothing on a zone's per-CPU lists until {@link #setupPcp} (Linux: {@code zone_pcp_disable}); empties none. */
    public void pausePcp(Zone zone) {
        for (int cpu = 0; cpu < context.cpus(); cpu++) {
            pcp.setLimits(zone, cpu, PcpLimits.BOOT.highMin(), PcpLimits.BOOT.highMax(), PcpLimits.BOOT.batch());
        }
    }

    /** Limits of a zone's per-CPU lists (Linux: {@code zone_set_pageset_high_and_batch}). */
    public void setupPcp(Zone zone) {
        if (!pcp.hasLists(zone)) {
            return;
        }
        PcpLimits limits = pcpOff ? PcpLimits.BOOT : limitsOf(zone);
        for (int cpu = 0; cpu < context.cpus(); cpu++) {
            pcp.setLimits(zone, cpu, limits.highMin(), limits.highMax(), limits.batch());
        }
    }

    /** The limits that follow from a zone's size and watermarks now. */
    public PcpLimits limitsOf(Zone zone) {
        return PcpLimits.of(
                zone.managedFrames(),
                zone.watermark(LOW),
                nodes.cpusOf(zone),
                tunables.pcpHighFraction(),
                context.kernel());
    }

    /** Thresholds of the counters of CPUs (Linux: {@code refresh_zone_stat_thresholds}). */
    public void refreshStatThresholds() {
        for (Zone zone : nodes.populatedZones()) {
            int threshold = StatThreshold.normal(zone.managedFrames(), nodes.cpus());
            zone.free().setThreshold(threshold);
            zone.setDriftMark(StatThreshold.driftMark(
                    zone.watermark(MIN), zone.watermark(LOW), zone.watermark(HIGH), nodes.cpus(), threshold));
        }
    }

    /** Protections of lower zones (Linux: {@code setup_per_zone_lowmem_reserve}). */
    public void setupLowmemReserve() {
        int types = context.layout().count();
        int[] ratio = new int[types];
        for (int i = 0; i < types; i++) {
            ratio[i] = tunables.lowmemReserveRatio(i);
        }
        for (Node node : nodes.nodes()) {
            if (!node.online()) {
                continue;
            }
            long[] managed = new long[types];
            for (int i = 0; i < types; i++) {
                managed[i] = node.zone(i).managedFrames();
            }
            long[][] reserve = Protection.of(managed, ratio);
            for (int i = 0; i < types; i++) {
                for (int j = 0; j < types; j++) {
                    node.zone(i).setLowmemReserve(j, reserve[i][j]);
                }
            }
        }
        computeTotalReserve();
    }

    /** What watermarks and protections reserve in each node (Linux: {@code calculate_totalreserve_pages}). */
    public void computeTotalReserve() {
        int types = context.layout().count();
        for (Node node : nodes.nodes()) {
            if (!node.online()) {
                continue;
            }
            long total = 0;
            for (Zone zone : node.zones()) {
                long[] reserve = new long[types];
                for (int j = 0; j < types; j++) {
                    reserve[j] = zone.lowmemReserve(j);
                }
                total += Protection.reservedBy(zone.index(), reserve, zone.watermark(HIGH), zone.managedFrames());
            }
            node.setTotalReserve(total);
        }
    }

    /** Total managed frames of the machine. */
    public long totalFrames() {
        long frames = 0;
        for (Node node : nodes.nodes()) {
            frames += node.managed();
        }
        return frames;
    }
}
