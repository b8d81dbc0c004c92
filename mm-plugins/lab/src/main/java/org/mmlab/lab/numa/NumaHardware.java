package org.mmlab.lab.numa;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.NodeFile;
import org.mmlab.lab.report.Table;

/** Nodes with their CPUs, sizes and distances, as {@code numactl --hardware} prints them. */
public final class NumaHardware {
    private static final int KIB_SHIFT_OF_MIB = 10;

    private final NodeFiles files;

    private NumaHardware(Machine machine) {
        files = new NodeFiles(machine);
    }

    /** The tool's text. */
    public static String text(Machine machine) {
        return new NumaHardware(machine).text();
    }

    /** The same as a table: {@code node,cpus,size_mb,free_mb,distances}; lists are separated by blanks. */
    public static Table table(Machine machine) {
        NumaHardware hardware = new NumaHardware(machine);
        Table table = new Table("node", "cpus", "size_mb", "free_mb", "distances");
        for (int node = 0; node < hardware.files.nodes(); node++) {
            table.row(
                    node,
                    words(hardware.files.cpus(node)),
                    hardware.mib(node, "MemTotal"),
                    hardware.mib(node, "MemFree"),
                    words(hardware.files.distances(node)));
        }
        return table;
    }

    private String text() {
        int nodes = files.nodes();
        StringBuilder text = new StringBuilder();
        text.append("available: ").append(nodes).append(" nodes (0");
        text.append(nodes > 1 ? "-" + (nodes - 1) : "").append(")\n");
        for (int node = 0; node < nodes; node++) {
            String cpus = words(files.cpus(node));
            add(text, "node %d cpus:%s%s\n", node, cpus.isEmpty() ? "" : " ", cpus);
            add(text, "node %d size: %d MB\n", node, mib(node, "MemTotal"));
            add(text, "node %d free: %d MB\n", node, mib(node, "MemFree"));
        }
        text.append("node distances:\nnode  ");
        for (int node = 0; node < nodes; node++) {
            add(text, "%4d ", node);
        }
        text.append('\n');
        for (int from = 0; from < nodes; from++) {
            add(text, "%4d: ", from);
            files.distances(from).forEach(distance -> add(text, "%4d ", distance));
            text.append('\n');
        }
        return text.toString();
    }

    private long mib(int node, String name) {
        Map<String, Long> meminfo = files.counters(NodeFile.MEMINFO, node);
        return meminfo.getOrDefault(name, 0L) >> KIB_SHIFT_OF_MIB;
    }

    private static String words(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
