package org.mmlab.lab.numa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.NodeFile;
import org.mmlab.lab.report.Table;

/** Counters of nodes side by side, as {@code numastat} and {@code numastat -m} print them where the output is no terminal. */
public final class Numastat {
    private static final int WIDTH = 16;
    private static final double KIB_IN_MIB = 1024;

    private Numastat() {}

    /** Allocations by node: {@code numastat}. */
    public static String text(Machine machine) {
        NodeFiles files = new NodeFiles(machine);
        StringBuilder text = new StringBuilder(left(""));
        for (int node = 0; node < files.nodes(); node++) {
            text.append(right("node" + node));
        }
        text.append('\n');
        for (String name : files.counters(NodeFile.NUMASTAT, 0).keySet()) {
            text.append(left(name));
            for (long value : values(files, NodeFile.NUMASTAT, name)) {
                text.append(right(Long.toString(value)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Memory by node, in MiB: {@code numastat -m}. */
    public static String memory(Machine machine) {
        NodeFiles files = new NodeFiles(machine);
        StringBuilder text = new StringBuilder("\nPer-node system memory usage (in MBs):\n");
        text.append(left(""));
        for (int node = 0; node < files.nodes(); node++) {
            text.append(right("Node " + node));
        }
        text.append(right("Total")).append('\n');
        text.append(left(""));
        text.append(right("-".repeat(WIDTH - 1)).repeat(files.nodes() + 1)).append('\n');
        for (String name : files.counters(NodeFile.MEMINFO, 0).keySet()) {
            text.append(left(name));
            long total = 0;
            for (long kib : values(files, NodeFile.MEMINFO, name)) {
                text.append(right(mib(kib)));
                total += kib;
            }
            text.append(right(mib(total))).append('\n');
        }
        return text.toString();
    }

    /** A file of counters as a table: {@code node,counter,value}; values as the file has them. */
    public static Table table(Machine machine, NodeFile file) {
        NodeFiles files = new NodeFiles(machine);
        Table table = new Table("node", "counter", "value");
        for (int node = 0; node < files.nodes(); node++) {
            int of = node;
            files.counters(file, node).forEach((name, value) -> table.row(of, name, value));
        }
        return table;
    }

    private static List<Long> values(NodeFiles files, NodeFile file, String name) {
        List<Long> values = new ArrayList<>();
        for (int node = 0; node < files.nodes(); node++) {
            Map<String, Long> counters = files.counters(file, node);
            values.add(counters.getOrDefault(name, 0L));
        }
        return values;
    }

    private static String mib(long kib) {
        return String.format(Locale.ROOT, "%.2f", kib / KIB_IN_MIB);
    }

    private static String left(String text) {
        return text + " ".repeat(WIDTH - text.length());
    }

    private static String right(String text) {
        return " ".repeat(WIDTH - text.length()) + text;
    }
}
