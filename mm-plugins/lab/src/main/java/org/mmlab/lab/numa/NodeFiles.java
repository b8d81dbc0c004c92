package org.mmlab.lab.numa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.NodeFile;

/** The files of a machine's nodes, read back. */
final class NodeFiles {
    private final Machine machine;

    NodeFiles(Machine machine) {
        this.machine = machine;
    }

    /** Number of nodes. */
    int nodes() {
        return machine.memory().nodes().count();
    }

    /** The numbers in a file of counters by name: KiB or pages, as the file has them. */
    Map<String, Long> counters(NodeFile file, int node) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (String line : file.of(machine, node).lines().toList()) {
            String[] words = line.split("[ :]+", -1);
            int name = words[0].equals("Node") ? 2 : 0;
            counters.put(words[name], Long.parseLong(words[name + 1]));
        }
        return counters;
    }

    /** The distances from a node. */
    List<Integer> distances(int node) {
        List<Integer> distances = new ArrayList<>();
        for (String word : NodeFile.DISTANCE.of(machine, node).trim().split(" ", -1)) {
            distances.add(Integer.parseInt(word));
        }
        return distances;
    }

    /** The CPUs of a node. */
    List<Integer> cpus(int node) {
        List<Integer> cpus = new ArrayList<>();
        String text = NodeFile.CPULIST.of(machine, node).trim();
        for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }
}
