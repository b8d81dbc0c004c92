package org.mmlab.kit.view;

import java.util.List;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/** The short files of a node (Linux: {@code node_read_numastat}, {@code node_read_distance}, {@code node_read_vmstat}). */
final class NodeTexts {
    /** The names of the counters in numastat, which are older than those in zoneinfo. */
    private static final List<String> NUMASTAT_NAMES =
            List.of("numa_hit", "numa_miss", "numa_foreign", "interleave_hit", "local_node", "other_node");

    private NodeTexts() {}

    static String numastat(Machine machine, int node) {
        Map<String, Long> counters =
                Counters.numa(machine.memory().nodes().node(node).zones());
        StringBuilder text = new StringBuilder();
        for (NumaStat stat : NumaStat.values()) {
            line(text, NUMASTAT_NAMES.get(stat.ordinal()), counters.getOrDefault(stat.kernelName(), 0L));
        }
        return text.toString();
    }

    static String distance(Machine machine, int node) {
        NodeTable nodes = machine.memory().nodes();
        StringBuilder text = new StringBuilder();
        for (int to = 0; to < nodes.count(); to++) {
            text.append(to == 0 ? "" : " ").append(nodes.distance(node, to));
        }
        return text.append('\n').toString();
    }

    static String cpulist(Machine machine, int node) {
        NodeTable nodes = machine.memory().nodes();
        StringBuilder text = new StringBuilder();
        int cpu = 0;
        while (cpu < nodes.cpus()) {
            int end = cpu;
            while (end < nodes.cpus() && nodes.nodeOfCpu(end) == node) {
                end++;
            }
            if (end > cpu) {
                text.append(text.isEmpty() ? "" : ",").append(cpu);
                text.append(end - cpu > 1 ? "-" + (end - 1) : "");
            }
            cpu = Math.max(end, cpu + 1);
        }
        return text.append('\n').toString();
    }

    static String vmstat(Machine machine, int node) {
        Counters counters = new Counters(machine);
        List<Zone> zones = machine.memory().nodes().node(node).zones();
        StringBuilder text = new StringBuilder();
        counters.ofZones(zones).forEach((name, value) -> line(text, name, value));
        Counters.numa(zones).forEach((name, value) -> line(text, name, value));
        counters.ofNodes(List.of(machine.memory().nodes().node(node)))
                .forEach((name, value) -> line(text, name, value));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
