package org.mmlab.kit.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.kit.machine.Machine;

/**
 * A file that Linux shows of a machine.
 *
 * @param path its absolute path
 * @param writer its text for a machine as it is now
 */
public record SystemFile(String path, Function<Machine, String> writer) {
    /** Where the folders of nodes are. */
    public static final String NODE_FOLDER = "/sys/devices/system/node/";

    /** Name of the view of per-CPU memory. */
    public static final String PERCPU = "percpu";

    private static final String PERCPU_PATH = "/sys/kernel/debug/percpu_stats";
    private static final String MEMORY_BLOCKS = "memory-blocks";
    private static final Pattern OF_NODE = Pattern.compile("node(\\d{0,3})/(.+)");

    /** The file's text for a machine as it is now, each line ended. */
    public String of(Machine machine) {
        return writer.apply(machine);
    }

    /** A file of {@code /proc}. */
    public static SystemFile of(ProcFile file) {
        return new SystemFile("/proc/" + file.fileName(), file::of);
    }

    /** A file of a node. */
    public static SystemFile of(NodeFile file, int node) {
        return new SystemFile(NODE_FOLDER + "node" + node + "/" + file.fileName(), machine -> file.of(machine, node));
    }

    /**
     * The files of a name: {@code zoneinfo} one of {@code /proc}, {@code node1/meminfo} one of a node, {@code node/meminfo} that of
     * every node; {@code memory-blocks} the state and zone of every memory block, from several files.
     *
     * @param nodes how many nodes the machine has
     * @return the files; empty where there is no such file or node
     */
    public static List<SystemFile> named(String name, int nodes) {
        if (name.equals(MEMORY_BLOCKS)) {
            return List.of(new SystemFile("/sys/devices/system/memory/", BlockTexts::of));
        }
        if (name.equals(PERCPU)) {
            return List.of(new SystemFile(PERCPU_PATH, PerCpuView::of));
        }
        Matcher ofNode = OF_NODE.matcher(name);
        if (!ofNode.matches()) {
            return ProcFile.named(name).map(file -> List.of(of(file))).orElse(List.of());
        }
        Optional<NodeFile> file = NodeFile.named(String.valueOf(ofNode.group(2)));
        String number = String.valueOf(ofNode.group(1));
        List<SystemFile> files = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (file.isPresent() && (number.isEmpty() || Integer.parseInt(number) == node)) {
                files.add(of(file.get(), node));
            }
        }
        return files;
    }

    /** What {@link #named} knows, for messages. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(ProcFile.names());
        names.add(PERCPU);
        NodeFile.names().forEach(name -> names.add("nodeN/" + name));
        names.add(MEMORY_BLOCKS);
        return names;
    }
}
