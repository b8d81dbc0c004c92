package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.watermark.PcpLimits;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/** Compares a machine with what {@code /proc} and the module showed at one moment. */
final class SectionComparison {
    private static final int FRAME_KBYTES = 4;
    private static final int HEX = 16;
    private static final List<String> MARKS = List.of("min", "low", "high", "promo");

    private final BootRecord record;
    private final BootMachine machine;
    private final Quantities quantities;

    SectionComparison(BootRecord record, BootMachine machine, Quantities quantities) {
        this.record = record;
        this.machine = machine;
        this.quantities = quantities;
    }

    private Zone zone(JsonNode record) {
        int index = machine.memory()
                .layout()
                .indexOf(ZoneType.ofKernelName(record.path("zone").asText()));
        return machine.nodes().node(record.path("node").asInt()).zone(index);
    }

    void section(JsonNode section) {
        for (JsonNode shown : section.path("zones")) {
            zoneinfo(zone(shown), shown);
        }
        meminfo(section.path("meminfo"));
        nodes(section);
        check(
                "min_free_kbytes",
                "min_free_kbytes",
                section.path("sysctl").path("min_free_kbytes").asLong(),
                machine.nodes().context().tunables().minFreeKbytes());
        if (record.is64Bit() && section.has("memory_blocks")) {
            blocks(section);
        }
    }

    private void check(String group, String field, long expected, long actual) {
        quantities.check(group, field, expected, actual);
    }

    private void zoneinfo(Zone zone, JsonNode shown) {
        sizes(zone, shown);
        for (int i = 0; i < MARKS.size(); i++) {
            if (shown.has(MARKS.get(i))) {
                check(
                        "watermarks",
                        zone + " " + MARKS.get(i),
                        shown.path(MARKS.get(i)).asLong(),
                        zone.watermark(i));
            }
        }
        check("watermarks", zone + " boost", shown.path("boost").asLong(), zone.boost());
        quantities.check("lowmem_reserve", zone + " protection", longs(shown.path("protection")), reserve(zone));
        for (JsonNode pageset : shown.path("pagesets")) {
            check(
                    "pcp limits",
                    zone + " batch",
                    pageset.path("batch").asLong(),
                    machine.limits(zone).batch());
            check(
                    "counter thresholds",
                    zone + " stat_threshold",
                    pageset.path("stat_threshold").asLong(),
                    zone.free().threshold());
        }
    }

    private void sizes(Zone zone, JsonNode shown) {
        check("zones", zone + " spanned", shown.path("spanned").asLong(), zone.spanned());
        check("zones", zone + " present", shown.path("present").asLong(), zone.present());
        check("managed", zone + " managed", shown.path("managed").asLong(), zone.managedFrames());
        if (shown.has("start_pfn") && zone.populated()) {
            check("zones", zone + " start", shown.path("start_pfn").asLong(), Addresses.rawPfn(zone.startPfn()));
        }
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asLong()));
        return values;
    }

    private static List<Long> reserve(Zone zone) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < zone.context().layout().count(); i++) {
            values.add(zone.lowmemReserve(i));
        }
        return values;
    }

    private void meminfo(JsonNode shown) {
        long total = 0;
        long high = 0;
        for (Zone zone : machine.nodes().zones()) {
            boolean isHigh = zone.type() == ZoneType.HIGHMEM
                    || zone.type() == ZoneType.MOVABLE && machine.memory().movableFromType() == ZoneType.HIGHMEM;
            total += zone.managedFrames();
            high += isHigh ? zone.managedFrames() : 0;
        }
        check("meminfo", "MemTotal", shown.path("MemTotal").asLong(), total * FRAME_KBYTES);
        if (shown.has("HighTotal")) {
            check("meminfo", "HighTotal", shown.path("HighTotal").asLong(), high * FRAME_KBYTES);
            check("meminfo", "LowTotal", shown.path("LowTotal").asLong(), (total - high) * FRAME_KBYTES);
        }
    }

    private void blocks(JsonNode section) {
        check(
                "memory blocks",
                "block size",
                Long.parseLong(section.path("block_size_bytes").asText(), HEX),
                machine.memory().blockFrames() << Addresses.PAGE_SHIFT);
        SortedMap<Long, String> blocks = new TreeMap<>();
        for (MemoryBlock block : machine.hotplug().blocks().all()) {
            blocks.put(
                    block.index(),
                    block.state().kernelName() + " "
                            + machine.hotplug().choice().validZones(block));
        }
        SortedMap<Long, String> shown = new TreeMap<>();
        for (JsonNode block : section.path("memory_blocks")) {
            shown.put(
                    block.path(0).asLong(),
                    block.path(1).asText() + " " + block.path(2).asText());
        }
        quantities.check("memory blocks", "states", shown, blocks);
    }

    /** Which nodes are in which state, as {@code /sys/devices/system/node} lists them, and the memory of each. */
    private void nodes(JsonNode section) {
        JsonNode masks = section.path("node_masks");
        masks.fieldNames().forEachRemaining(mask -> {
            Predicate<Node> member = switch (mask) {
                case "possible" -> node -> true;
                case "online" -> Node::online;
                case "has_memory" -> Node::hasMemory;
                case "has_normal_memory" -> Node::hasNormalMemory;
                case "has_cpu" -> node -> hasCpu(node, section);
                case "has_generic_initiator" -> node -> false;
                default -> throw new IllegalArgumentException("unknown mask of nodes: " + mask);
            };
            List<Integer> members = machine.nodes().nodes().stream()
                    .filter(member)
                    .map(Node::id)
                    .toList();
            quantities.check(
                    "node masks", mask, NodeDistances.members(masks.path(mask).asText()), members);
        });
        section.path("nodes").fields().forEachRemaining(shown -> {
            JsonNode total = shown.getValue().path("meminfo").path("MemTotal");
            if (!total.isMissingNode()) {
                Node node = machine.nodes().node(Integer.parseInt(shown.getKey()));
                check("meminfo", "node " + node.id() + " MemTotal", total.asLong(), node.managed() * FRAME_KBYTES);
            }
        });
    }

    /**
     * Whether a node is marked as one with CPUs. Nodes are asked for when the boot CPU alone is online, which is in all the nodes that are made
     * up of its own; a CPU that comes later marks its first node only (Linux: {@code init_cpu_node_state}, {@code vmstat_cpu_online}).
     */
    private boolean hasCpu(Node node, JsonNode section) {
        String own = section.path("nodes").path("" + node.id()).path("cpulist").asText();
        return NodeDistances.members(own).contains(0)
                || IntStream.range(0, machine.nodes().cpus())
                        .anyMatch(cpu -> machine.nodes().nodeOfCpu(cpu) == node.id());
    }

    void module(JsonNode records) throws VectorFormatException {
        for (JsonNode entry : records) {
            switch (entry.path("t").asText()) {
                case "node" -> node(machine.nodes().node(entry.path("node").asInt()), entry);
                case "zone" -> moduleZone(zone(entry), entry);
                case "zonelist" -> zonelist(entry);
                case "pageblocks", "vinfo" -> {
                    // other families' subjects
                }
                default -> throw new VectorFormatException(record.name() + ": unknown record of the module: " + entry);
            }
        }
    }

    private void node(Node node, JsonNode entry) {
        String name = "node " + node.id();
        check("totalreserve", name, entry.path("totalreserve").asLong(), node.totalReserve());
        check("zones", name + " start", entry.path("start_pfn").asLong(), node.startPfn());
        check("zones", name + " spanned", entry.path("spanned").asLong(), node.spanned());
        check("zones", name + " present", entry.path("present").asLong(), node.present());
        check("zones", name + " nr_zones", entry.path("nr_zones").asLong(), node.usedZones());
    }

    private void moduleZone(Zone zone, JsonNode entry) {
        sizes(zone, entry);
        if (entry.has("present_early")) {
            check("zones", zone + " present_early", entry.path("present_early").asLong(), zone.presentEarly());
        }
        for (Watermark mark : Watermark.values()) {
            if (entry.path("wmark").has(mark.ordinal())) {
                check(
                        "watermarks",
                        zone + " " + mark,
                        entry.path("wmark").path(mark.ordinal()).asLong(),
                        zone.rawWatermark(mark.ordinal()));
            }
        }
        check("watermarks", zone + " boost", entry.path("boost").asLong(), zone.boost());
        quantities.check(
                "lowmem_reserve", zone + " lowmem_reserve", longs(entry.path("lowmem_reserve")), reserve(zone));
        PcpLimits limits = machine.limits(zone);
        check("pcp limits", zone + " batch", entry.path("pcp_batch").asLong(), limits.batch());
        if (record.kernel().atLeast(KernelVersion.V6_12)) {
            check("pcp limits", zone + " high_min", entry.path("pcp_high_min").asLong(), limits.highMin());
            check("pcp limits", zone + " high_max", entry.path("pcp_high_max").asLong(), limits.highMax());
        } else {
            check("pcp limits", zone + " high", entry.path("pcp_high").asLong(), limits.highMin());
        }
    }

    private void zonelist(JsonNode entry) {
        List<String> expected = new ArrayList<>();
        entry.path("zones")
                .forEach(zone ->
                        expected.add(zone.path(0).asInt() + ":" + zone.path(1).asText()));
        List<String> actual = new ArrayList<>();
        Node node = machine.nodes().node(entry.path("node").asInt());
        boolean fallback = entry.path("list").asInt() == 0;
        for (Zone zone : (fallback ? node.fallback() : node.thisNode()).zones()) {
            actual.add(zone.node() + ":" + zone.type().kernelName());
        }
        quantities.check("zonelists", "node " + node.id() + (fallback ? " fallback" : " this node"), expected, actual);
    }
}
