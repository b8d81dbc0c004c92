package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
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
import org.mmlab.physical.hotplug.BlockTable;
import org.mmlab.physical.hotplug.MemoryHotplug;
import org.mmlab.physical.hotplug.OnlineType;
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
    private final LinuxZonelistPolicy zonelists = new LinuxZonelistPolicy();
    private final MemoryHotplug hotplug;
    private final Map<Zone, PcpLimits> limits = new HashMap<>();

    BootMachine(BootRecord record, BootMemory memory, int[][] distance, int[] nodeOfCpu, int[] cpusOfNode) {
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
        nodes.shareCpus(cpusOfNode);
        PcpAllocator pcp =
                new PcpAllocator(context, PcpLists.WITHOUT_HUGE, nodes.zones().size());
        reserves = new Reserves(nodes, pcp, memory.movableFromType());
        sysctl = new MemorySysctl(nodes, reserves);
        size(nodes, memory, order);
        nodes.settle(memory.ranges());
        setManaged(record, nodes, memory);
        nodes.buildZonelists(zonelists);
        hotplug = new MemoryHotplug(
                nodes,
                reserves,
                zonelists,
                record.options().hotplugRules(),
                new BlockTable(nodes, memory.blockFrames(), memory.ranges()),
                new CountedFrames());
    }

    private static void size(NodeTable nodes, BootMemory memory, int order) {
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

    /** What was reserved early and is not needed any more goes to the page allocator; nothing is computed again. */
    private void handBack() {
        for (Zone zone : nodes.populatedZones()) {
            String name = zone.node() + ":" + zone.type().kernelName();
            zone.setManaged(
                    zone.managedFrames() + record.handedBack().path(name).asLong());
        }
    }

    private static void setManaged(BootRecord record, NodeTable nodes, BootMemory memory) {
        for (Zone zone : nodes.populatedZones()) {
            long managed = zone.present();
            for (MemoryModel.Range range : memory.of(zone.node())) {
                managed -= record.reservedIn(
                        Math.max(Addresses.rawPfn(range.start()), Addresses.rawPfn(zone.startPfn())),
                        Math.min(Addresses.rawPfn(range.end()), Addresses.rawPfn(zone.endPfn())));
            }
            String name = zone.node() + ":" + zone.type().kernelName();
            zone.setManaged(managed - record.handedBack().path(name).asLong());
        }
    }

    /**
     * What the kernel's initcalls do, up to the moment at which the guest's first program runs.
     *
     * @param devices plugs the memory devices that are there at boot; the ACPI driver finds them after huge pages have started
     */
    void boot(Runnable devices) {
        reserves.init();
        if (!MinFree.tooSmallForHugePages(reserves.totalFrames())) {
            if (record.options().hugePagesNever()) {
                reserves.calculateMinFree();
                reserves.setupWatermarks();
            } else {
                reserves.startHugePages();
            }
        }
        noteLimits(nodes.onlineZones());
        devices.run();
        handBack();
        record.options().settings().forEach(setting -> set(setting.getKey(), setting.getValue()));
    }

    /** Writes a setting as the kernel does just before the first program (Linux: {@code do_sysctl_args}); others do not size memory. */
    private void set(String name, String value) {
        switch (name) {
            case "min_free_kbytes" -> written(() -> sysctl.writeMinFreeKbytes(Integer.parseInt(value)));
            case "watermark_scale_factor" -> written(() -> sysctl.writeWatermarkScaleFactor(Integer.parseInt(value)));
            case "percpu_pagelist_high_fraction" -> written(() -> sysctl.writePcpHighFraction(Integer.parseInt(value)));
            case "lowmem_reserve_ratio" -> sysctl.writeLowmemReserveRatio(numbers(value));
            default -> {
                // nothing that is compared depends on it
            }
        }
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The settings that a section shows but its tag does not name were written before it; then its tag's own. */
    void write(String tag, JsonNode shown) {
        MemoryTunables now = nodes.context().tunables();
        String name = tag.substring(0, tag.indexOf('='));
        int minFree = Integer.parseInt(shown.path("min_free_kbytes").asText());
        int scale = Integer.parseInt(shown.path("watermark_scale_factor").asText());
        if (name.equals("min_free_kbytes") || minFree != now.minFreeKbytes()) {
            int kbytes = name.equals("min_free_kbytes") ? number(tag) : minFree;
            written(() -> sysctl.writeMinFreeKbytes(kbytes));
        }
        if (name.equals("watermark_scale_factor") || scale != now.watermarkScaleFactor()) {
            int factor = name.equals("watermark_scale_factor") ? number(tag) : scale;
            written(() -> sysctl.writeWatermarkScaleFactor(factor));
        }
        sysctl.writeLowmemReserveRatio(
                numbers(shown.path("lowmem_reserve_ratio").asText()));
        int fraction =
                Integer.parseInt(shown.path("percpu_pagelist_high_fraction").asText());
        if (fraction != now.pcpHighFraction()) {
            sysctl.writePcpHighFraction(fraction);
            noteLimits(nodes.populatedZones());
        }
    }

    /** Writes a setting of which the watermarks and the limits of per-CPU lists are made; the kernel refuses what is out of range. */
    private void written(Runnable write) {
        try {
            write.run();
        } catch (IllegalArgumentException refused) {
            return;
        }
        noteLimits(nodes.onlineZones());
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

    /** Adds memory; a node that comes to be by it has no limits yet. */
    void add(int node, long startPfn, long count) {
        if (!nodes.node(node).online()) {
            nodes.node(node).zones().forEach(limits::remove);
        }
        hotplug.add(node, startPfn, count);
    }

    /** Puts a memory block online. */
    void online(long block, OnlineType type) {
        if (hotplug.online(block, type).done()) {
            noteLimits(nodes.onlineZones());
        }
    }

    /** Takes a memory block offline. */
    void offline(long block) {
        if (hotplug.offline(block).done()) {
            noteLimits(nodes.onlineZones());
        }
    }

    MemoryHotplug hotplug() {
        return hotplug;
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
