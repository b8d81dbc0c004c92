package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.model.SparseVmemmapMemoryModel;
import org.mmlab.physical.node.MemorySysctl;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.node.Reserves;
import org.mmlab.physical.node.ZoneExtent;
import org.mmlab.physical.node.ZoneSizing;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.watermark.MinFree;
import org.mmlab.physical.watermark.PcpLimits;
import org.mmlab.physical.zone.CurrentCpu;
import org.mmlab.physical.zone.MemoryTunables;
import org.mmlab.physical.zone.PageblockTypes;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;
import org.mmlab.physical.zonelist.LinuxZonelistPolicy;

/** Nodes and zones of a recorded boot, sized but without metadata of frames, since guests of 128 GiB are among them. */
final class BootMachine {
    private static final int PAGEBLOCK_ORDER = 9;

    private final BootRecord record;
    private final BootMemory memory;
    private final NodeTable nodes;
    private final Reserves reserves;
    private final MemorySysctl sysctl;
    private final Map<Zone, PcpLimits> limits = new HashMap<>();

    BootMachine(BootRecord record, BootMemory memory, int[][] distance, int[] nodeOfCpu) {
        this.record = record;
        this.memory = memory;
        int order = record.is64Bit() || record.isPae() ? PAGEBLOCK_ORDER : FrameAllocator.MAX_ORDER;
        MemoryModel.Layout none = new MemoryModel.Layout(
                List.of(new MemoryModel.Range(Addresses.pfn(0), Addresses.pfn(1), 0)),
                MemoryModel.Layout.SECTION_SHIFT_X86_64,
                MemoryModel.Placer.NOWHERE);
        ZoneContext context = new ZoneContext(
                new FrameTable(1),
                new FrameLists(1, IndexLists.Checks.OFF),
                new SparseVmemmapMemoryModel().attach(none),
                record.kernel(),
                memory.layout(),
                order,
                nodeOfCpu.length,
                new CurrentCpu(),
                new MemoryTunables(memory.layout()));
        nodes = new NodeTable(context, distance, nodeOfCpu);
        PcpAllocator pcp =
                new PcpAllocator(context, PcpLists.WITHOUT_HUGE, nodes.zones().size());
        reserves = new Reserves(nodes, pcp, memory.movableFromType());
        sysctl = new MemorySysctl(nodes, reserves);
        size(order);
        setManaged(Moment.EARLY);
        nodes.buildZonelists(new LinuxZonelistPolicy());
    }

    /** When the sizes of zones are asked for. */
    enum Moment {
        /** Before the initrd and unused parts of the kernel are handed back. */
        EARLY,
        /** After that. */
        BOOTED
    }

    private void size(int order) {
        ZoneSizing sizing = new ZoneSizing(memory.layout(), memory.limits(), memory.movableFrom());
        PageblockTypes types = new PageblockTypes(1, order, MigrateType.MOVABLE);
        for (int node = 0; node < nodes.count(); node++) {
            ZoneExtent[] extents = sizing.zones(memory.of(node), memory.movableStarts()[node]);
            for (int index = 0; index < extents.length; index++) {
                if (extents[index].present() != 0) {
                    Zone zone = nodes.node(node).zone(index);
                    zone.setSpan(
                            Addresses.pfn(extents[index].start()),
                            Addresses.pfn(extents[index].end()),
                            Addresses.frame(0),
                            0,
                            types);
                    zone.setPresent(extents[index].present());
                }
            }
        }
    }

    private void setManaged(Moment moment) {
        for (Zone zone : nodes.populatedZones()) {
            long managed = zone.present();
            for (MemoryModel.Range range : memory.of(zone.node())) {
                managed -= record.reservedIn(
                        Math.max(Addresses.rawPfn(range.start()), Addresses.rawPfn(zone.startPfn())),
                        Math.min(Addresses.rawPfn(range.end()), Addresses.rawPfn(zone.endPfn())));
            }
            if (moment == Moment.EARLY) {
                JsonNode handedBack =
                        record.handedBack().path(zone.node() + ":" + zone.type().kernelName());
                managed -= handedBack.asLong();
            }
            zone.setManaged(managed);
        }
    }

    /** What the kernel's initcalls do, up to the moment at which the guest's first program runs. */
    void boot() {
        reserves.init();
        if (!MinFree.tooSmallForHugePages(reserves.totalFrames())) {
            if (record.options().hugePagesNever()) {
                reserves.calculateMinFree();
                reserves.setupWatermarks();
            } else {
                reserves.applyHugePageMinimum();
            }
        }
        noteLimits(nodes.zones());
        setManaged(Moment.BOOTED);
    }

    /** The settings that a section shows but its tag does not name were written before it; then its tag's own. */
    void write(String tag, JsonNode shown) {
        MemoryTunables now = nodes.context().tunables();
        String name = tag.substring(0, tag.indexOf('='));
        int minFree = Integer.parseInt(shown.path("min_free_kbytes").asText());
        int scale = Integer.parseInt(shown.path("watermark_scale_factor").asText());
        if (name.equals("min_free_kbytes") || minFree != now.minFreeKbytes()) {
            sysctl.writeMinFreeKbytes(name.equals("min_free_kbytes") ? number(tag) : minFree);
            noteLimits(nodes.zones());
        }
        if (name.equals("watermark_scale_factor") || scale != now.watermarkScaleFactor()) {
            sysctl.writeWatermarkScaleFactor(name.equals("watermark_scale_factor") ? number(tag) : scale);
            noteLimits(nodes.zones());
        }
        List<Integer> ratios = new ArrayList<>();
        for (String ratio : shown.path("lowmem_reserve_ratio").asText().trim().split("\\s+")) {
            ratios.add(Integer.parseInt(ratio));
        }
        sysctl.writeLowmemReserveRatio(
                ratios.stream().mapToInt(Integer::intValue).toArray());
        int fraction =
                Integer.parseInt(shown.path("percpu_pagelist_high_fraction").asText());
        if (fraction != now.pcpHighFraction()) {
            sysctl.writePcpHighFraction(fraction);
            noteLimits(nodes.populatedZones());
        }
    }

    private static int number(String tag) {
        return Integer.parseInt(tag.substring(tag.indexOf('=') + 1));
    }

    /** Remembers the limits of per-CPU lists as they are set now; Linux keeps them in the zone, the empty ones' too. */
    private void noteLimits(List<Zone> zones) {
        for (Zone zone : zones) {
            limits.put(zone, reserves.limitsOf(zone));
        }
    }

    PcpLimits limits(Zone zone) {
        return limits.getOrDefault(zone, PcpLimits.BOOT);
    }

    NodeTable nodes() {
        return nodes;
    }

    MemorySysctl sysctl() {
        return sysctl;
    }

    BootMemory memory() {
        return memory;
    }
}
