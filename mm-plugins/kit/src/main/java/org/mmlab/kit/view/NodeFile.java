package org.mmlab.kit.view;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mmlab.kit.machine.Machine;

/** The files of a node, in {@code /sys/devices/system/node/nodeN} (Linux: {@code drivers/base/node.c}). */
public enum NodeFile {
    /** Memory in use, in KiB. */
    MEMINFO(NodeMeminfo::of),
    /** Where allocations were wanted and where they went. */
    NUMASTAT(NodeTexts::numastat),
    /** Distance to each node. */
    DISTANCE(NodeTexts::distance),
    /** The node's CPUs, as ranges. */
    CPULIST(NodeTexts::cpulist),
    /** Counters of the node's zones and of the node. */
    VMSTAT(NodeTexts::vmstat);

    private final String fileName = name().toLowerCase(Locale.ROOT);
    private final BiFunction<Machine, Integer, String> writer;

    NodeFile(BiFunction<Machine, Integer, String> writer) {
        this.writer = writer;
    }

    /** The file's name in the node's folder. */
    public String fileName() {
        return fileName;
    }

    /** The file's text for a node of a machine as it is now, each line ended. */
    public String of(Machine machine, int node) {
        return writer.apply(machine, node);
    }

    /** The file of a name, if there is one. */
    public static Optional<NodeFile> named(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(name))
                .findFirst();
    }

    /** The names of all files. */
    public static List<String> names() {
        return Arrays.stream(values()).map(NodeFile::fileName).toList();
    }
}
