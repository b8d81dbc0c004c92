package org.mmlab.hardware.numa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes what {@code numactl --hardware} prints:
 * <pre>
 * available: 2 nodes (0-1)
 * node 0 cpus: 0 1
 * node 0 size: 487 MB
 * node 0 free: 301 MB
 * node 1 cpus:
 * node 1 size: 512 MB
 * node 1 free: 511 MB
 * node distances:
 * node   0   1
 *   0:  10  20
 *   1:  20  10
 * </pre>
 * Sizes are whole megabytes. Node numbers run from 0 without a gap. A line that is not understood is an error.
 */
public final class NumactlText {
    private static final long MEGABYTE = 1 << 20;
    private static final Pattern AVAILABLE = Pattern.compile("available: (\\d+) nodes? \\(.*\\)");
    private static final Pattern CPUS = Pattern.compile("node (\\d+) cpus:((?: \\d+)*) *");
    private static final Pattern SIZE = Pattern.compile("node (\\d+) size: (\\d+) MB");
    private static final Pattern FREE = Pattern.compile("node (\\d+) free: (\\d+) MB");
    private static final Pattern HEADING = Pattern.compile("node distances:|node( +\\d+)+ *");
    private static final Pattern ROW = Pattern.compile(" *(\\d+):((?: +\\d+)+) *");

    private final Map<Integer, Long> sizes = new TreeMap<>();
    private final Map<Integer, Integer> nodeOfCpu = new TreeMap<>();
    private final List<int[]> rows = new ArrayList<>();
    private final String source;
    private int line;

    private NumactlText(String source) {
        this.source = source;
    }

    /**
     * Reads a topology.
     *
     * @param source what to call the text in an error: a file name
     * @throws IllegalArgumentException that names source and line, or what is wrong with the topology
     */
    public static NumaTopology parse(String source, String text) {
        NumactlText reader = new NumactlText(source);
        for (String each : text.lines().toList()) {
            reader.line++;
            reader.read(each);
        }
        return reader.topology();
    }

    private void read(String text) {
        Matcher cpus = CPUS.matcher(text);
        Matcher size = SIZE.matcher(text);
        Matcher row = ROW.matcher(text);
        if (cpus.matches()) {
            int node = number(group(cpus, 1));
            for (int cpu : numbers(group(cpus, 2))) {
                nodeOfCpu.put(cpu, node);
            }
        } else if (size.matches()) {
            sizes.put(number(group(size, 1)), number(group(size, 2)) * MEGABYTE);
        } else if (row.matches()) {
            if (number(group(row, 1)) != rows.size()) {
                throw error("distances of node " + group(row, 1) + " where those of node " + rows.size() + " are due");
            }
            rows.add(numbers(group(row, 2)));
        } else if (!text.isBlank()
                && !AVAILABLE.matcher(text).matches()
                && !FREE.matcher(text).matches()
                && !HEADING.matcher(text).matches()) {
            throw error("'" + text + "' is not a line of numactl --hardware");
        }
    }

    private static String group(Matcher matcher, int number) {
        String group = matcher.group(number);
        return group == null ? "" : group;
    }

    private int[] numbers(String group) {
        String trimmed = group.trim();
        if (trimmed.isEmpty()) {
            return new int[0];
        }
        String[] words = trimmed.split(" +");
        int[] numbers = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = number(words[i]);
        }
        return numbers;
    }

    private int number(String group) {
        try {
            return Integer.parseInt(group);
        } catch (NumberFormatException e) {
            throw error(group + " is too big a number");
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(source + ":" + line + ": " + what);
    }

    private NumaTopology topology() {
        long[] bytes = new long[sizes.size()];
        int[] cpuNodes = new int[nodeOfCpu.size()];
        int next = 0;
        for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
            if (size.getKey() != next) {
                throw error("the size of node " + next + " is missing; node numbers must run from 0 without a gap");
            }
            bytes[next++] = size.getValue();
        }
        next = 0;
        for (Map.Entry<Integer, Integer> cpu : nodeOfCpu.entrySet()) {
            if (cpu.getKey() != next) {
                throw error("cpu " + next + " is on no node; cpu numbers must run from 0 without a gap");
            }
            cpuNodes[next++] = cpu.getValue();
        }
        return new NumaTopology(rows.toArray(new int[0][]), cpuNodes, bytes);
    }

    /**
     * Writes a topology.
     *
     * @param freeBytes free memory of each node
     */
    public static String print(NumaTopology topology, long[] freeBytes) {
        int nodes = topology.nodes();
        StringBuilder text = new StringBuilder();
        text.append("available: ").append(nodes).append(" nodes (").append(nodes == 1 ? "0" : "0-" + (nodes - 1));
        text.append(")\n");
        for (int node = 0; node < nodes; node++) {
            text.append("node ").append(node).append(" cpus:");
            for (int cpu = 0; cpu < topology.cpus(); cpu++) {
                if (topology.nodeOfCpu(cpu) == node) {
                    text.append(' ').append(cpu);
                }
            }
            text.append('\n');
            text.append("node ")
                    .append(node)
                    .append(" size: ")
                    .append(topology.bytes(node) / MEGABYTE)
                    .append(" MB\n");
            text.append("node ")
                    .append(node)
                    .append(" free: ")
                    .append(freeBytes[node] / MEGABYTE)
                    .append(" MB\n");
        }
        text.append("node distances:\nnode ");
        for (int node = 0; node < nodes; node++) {
            text.append(String.format("%4d", node));
        }
        text.append('\n');
        for (int from = 0; from < nodes; from++) {
            text.append(String.format("%3d: ", from));
            for (int to = 0; to < nodes; to++) {
                text.append(String.format("%4d", topology.distance(from, to)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
