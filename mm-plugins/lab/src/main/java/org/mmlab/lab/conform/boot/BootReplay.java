package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.firmware.FirmwareMapException;

/** Boots a recorded guest again and compares it with every section and every reading of the kernel's own structures. */
final class BootReplay {
    private final BootRecord record;
    private final Quantities quantities;

    BootReplay(BootRecord record, Quantities quantities) {
        this.record = record;
        this.quantities = quantities;
    }

    void run() throws VectorFormatException, FirmwareMapException {
        int[][] distance = new NodeDistances(record).matrix();
        BootMemory memory = BootMemory.of(record, distance.length);
        compare(memory);
        BootMachine machine = new BootMachine(record, memory, distance, nodeOfCpu(), cpusOfNode(distance.length));
        HotplugSteps steps = new HotplugSteps(record, machine);
        List<BootDevices> devices = BootDevices.of(record);
        machine.boot(() -> steps.atBoot(devices));
        SectionComparison comparison = new SectionComparison(record, machine, quantities);
        for (int i = 0; i < record.sections().size(); i++) {
            JsonNode section = record.sections().get(i);
            String tag = section.path("tag").asText();
            quantities.at(i, tag);
            if (tag.contains("=")) {
                machine.write(tag, section.path("sysctl"));
            } else if (i > 0 && !tag.equals("base") && !tag.equals("start")) {
                steps.step(i);
            }
            comparison.section(section);
            machine.sysctl().readLowmemReserveRatio();
            for (JsonNode reading : record.module()) {
                if (reading.path("tag").asText().equals(tag)) {
                    comparison.module(reading.path("records"));
                }
            }
        }
    }

    private JsonNode firstNodes() throws VectorFormatException {
        if (record.sections().isEmpty()) {
            throw new VectorFormatException(record.name() + ": the boot has no section");
        }
        return record.sections().get(0).path("nodes");
    }

    private int[] nodeOfCpu() throws VectorFormatException {
        Map<Integer, Integer> nodeOf = new TreeMap<>();
        for (int cpu : NodeDistances.members(
                record.sections().get(0).path("cpu_online").asText("0"))) {
            nodeOf.put(cpu, 0);
        }
        Map<Integer, Integer> listed = new TreeMap<>();
        firstNodes().fields().forEachRemaining(node -> {
            for (int cpu : NodeDistances.members(node.getValue().path("cpulist").asText())) {
                listed.putIfAbsent(cpu, Integer.parseInt(node.getKey()));
            }
        });
        nodeOf.putAll(listed);
        return nodeOf.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many CPUs each node lists; a CPU of a real node is in all the nodes that are made up of it. A kernel without nodes lists none. */
    private int[] cpusOfNode(int nodes) throws VectorFormatException {
        int[] cpus = new int[nodes];
        JsonNode listed = firstNodes();
        for (int node = 0; node < nodes; node++) {
            cpus[node] = NodeDistances.members(
                            listed.path("" + node).path("cpulist").asText())
                    .size();
        }
        if (listed.isEmpty()) {
            cpus[0] = nodeOfCpu().length;
        }
        return cpus;
    }

    private void compare(BootMemory memory) {
        List<String> expected = new ArrayList<>();
        record.dmesg().path("early_node_ranges").forEach(range -> expected.add(range.toString()));
        List<String> actual = new ArrayList<>();
        for (Range range : memory.ranges()) {
            actual.add("[" + range.node() + "," + bytes(range.start()) + "," + (bytes(range.end()) - 1) + "]");
        }
        quantities.check("memory regions", "node ranges", expected, actual);
        List<String> zones = new ArrayList<>();
        record.dmesg().path("zone_ranges").forEach(range -> zones.add(range.toString()));
        List<String> limits = new ArrayList<>();
        for (int i = 0; i < memory.layout().count(); i++) {
            if (memory.limits().high()[i] > memory.limits().low()[i]) {
                limits.add("[\"" + memory.layout().type(i).kernelName() + "\","
                        + (memory.limits().low()[i] << Addresses.PAGE_SHIFT) + ","
                        + ((memory.limits().high()[i] << Addresses.PAGE_SHIFT) - 1) + "]");
            }
        }
        quantities.check("zones", "limits", zones, limits);
        List<String> movable = new ArrayList<>();
        for (int node = 0; node < memory.movableStarts().length; node++) {
            if (memory.movableStarts()[node] != 0) {
                movable.add("[" + node + "," + (memory.movableStarts()[node] << Addresses.PAGE_SHIFT) + "]");
            }
        }
        List<String> recorded = new ArrayList<>();
        record.dmesg().path("movable_start").forEach(start -> recorded.add(start.toString()));
        quantities.check("movable start", "by node", recorded, movable);
    }

    private static long bytes(@Pfn long pfn) {
        return Addresses.rawPfn(pfn) << Addresses.PAGE_SHIFT;
    }
}
