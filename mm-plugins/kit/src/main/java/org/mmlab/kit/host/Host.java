package org.mmlab.kit.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmlab.kit.machine.Machine;

/**
 * A computer that runs Linux, as its own files show it: the keys of a specification that builds the same machine, and the comparison
 * with the machine built. A snapshot; nothing is written.
 */
public final class Host {
    private static final long FRAME_BYTES = 4096;

    private final HostFiles files;
    private final List<Integer> nodes;
    private final List<HostZone> zones;
    private final HostMap map;

    /**
     * Reads the computer whose root folder is {@code root}.
     *
     * @throws HostException where a file is missing or cannot be understood
     */
    public Host(Path root) {
        files = new HostFiles(root);
        nodes = files.nodes();
        zones = HostZone.read(files.lines("proc/zoneinfo"), files.place("proc/zoneinfo"));
        map = HostMap.read(files, zones);
        for (HostZone zone : zones) {
            if (!nodes.contains(zone.node())) {
                throw new HostException(files.place("proc/zoneinfo") + ": node " + zone.node()
                        + " has zones, but the nodes of the computer are " + nodes);
            }
        }
    }

    /** Where the memory map is from, in words. */
    public String origin() {
        return map.origin();
    }

    /** The memory map as a text that the key {@code memmap} can name as a file. */
    public String memoryMap() {
        return map.text();
    }

    /** Keys and values of a specification; {@code memmap}, which needs a file, is not among them. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("kernel", kernel());
        keys.put("nodes", Integer.toString(nodes.size()));
        keys.put("node-ram", nodes.stream().map(this::nodeBytes).collect(Collectors.joining(",")));
        List<Integer> cpuNodes = cpuNodes();
        keys.put("cpus", Integer.toString(cpuNodes.size()));
        keys.put("cpu-nodes", cpuNodes.stream().map(String::valueOf).collect(Collectors.joining(",")));
        keys.put("distances", nodes.stream().map(this::distances).collect(Collectors.joining("/")));
        sysctl("min_free_kbytes", keys);
        sysctl("watermark_scale_factor", keys);
        long movable = zones.stream()
                .filter(zone -> zone.name().equals("Movable"))
                .mapToLong(zone -> zone.figure("present"))
                .sum();
        if (movable != 0) {
            keys.put("movablecore", Long.toString(movable * FRAME_BYTES));
        }
        keys.put("contents", "none");
        return keys;
    }

    /** Differences between this computer's zones and those of a machine; see {@link ZoneComparison}. */
    public ZoneComparison compare(Machine machine) {
        return ZoneComparison.of(zones, nodes, machine);
    }

    private String kernel() {
        String release =
                files.optional("proc/sys/kernel/osrelease").orElse("6.12").trim();
        String[] parts = release.split("[^0-9]", 3);
        int version = Integer.parseInt(parts[0]) * 1000 + (parts.length > 1 ? Integer.parseInt("0" + parts[1]) : 0);
        return version >= 6018 ? "6.18" : version >= 6012 ? "6.12" : "6.1";
    }

    /** The RAM of a node: the part of the map within its zones. */
    private String nodeBytes(int node) {
        long frames = 0;
        for (HostZone zone : zones) {
            if (zone.node() == node && zone.populated()) {
                long start = zone.figure("start_pfn");
                frames += map.framesWithin(start, start + zone.figure("spanned"));
            }
        }
        return Long.toString(frames * FRAME_BYTES);
    }

    private List<Integer> cpuNodes() {
        Map<Integer, Integer> nodeOf = new TreeMap<>();
        for (int index = 0; index < nodes.size(); index++) {
            String file = "sys/devices/system/node/node" + nodes.get(index) + "/cpulist";
            String fallback = nodes.size() == 1 ? "sys/devices/system/cpu/online" : file;
            String list =
                    files.optional(file).or(() -> files.optional(fallback)).orElse("0");
            for (int cpu : CpuList.read(list, files.place(file))) {
                nodeOf.put(cpu, index);
            }
        }
        return new ArrayList<>(nodeOf.values());
    }

    private String distances(int node) {
        String file = "sys/devices/system/node/node" + node + "/distance";
        if (nodes.size() == 1) {
            return "10";
        }
        return String.join(",", List.of(files.lines(file).get(0).trim().split(" +", -1)));
    }

    private void sysctl(String name, Map<String, String> keys) {
        files.optional("proc/sys/vm/" + name).ifPresent(text -> keys.put(name.replace('_', '-'), text.trim()));
    }
}
