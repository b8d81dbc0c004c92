package org.mmlab.lab.conform.buddy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** The lines of a script before its free lists: what the machine is, and the state of its frames. */
final class ScriptStart {
    private final List<ZoneRecord> zones = new ArrayList<>();
    private final List<PageblocksRecord> pageblocks = new ArrayList<>();
    private final List<PagemapRecord> pagemaps = new ArrayList<>();
    private final Map<Integer, List<ZoneName>> fallback = new TreeMap<>();
    private final Map<Integer, List<ZoneName>> thisNode = new TreeMap<>();
    private int nodes;

    /** A zone of a node, by name. */
    record ZoneName(int node, String zone) {}

    /** Takes a line in; says whether it belongs to the start of a script. */
    boolean take(String kind, JsonFields line) throws VectorFormatException {
        switch (kind) {
            case "node" -> node(line);
            case "zone" -> zones.add(ZoneRecord.read(line));
            case "zonelist" -> zonelist(line);
            case "pageblocks" -> pageblocks.add(PageblocksRecord.read(line));
            case "pagemap" -> pagemaps.add(PagemapRecord.read(line));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void node(JsonFields line) throws VectorFormatException {
        nodes = Math.max(nodes, (int) line.number("node") + 1);
        for (String derived : new String[] {"start_pfn", "present", "spanned", "nr_zones", "totalreserve"}) {
            line.number(derived);
        }
        line.done();
    }

    private void zonelist(JsonFields line) throws VectorFormatException {
        List<ZoneName> names = new ArrayList<>();
        for (JsonNode entry : line.array("zones")) {
            names.add(new ZoneName((int) line.number(entry.get(0)), entry.get(1).asText()));
        }
        Map<Integer, List<ZoneName>> lists = line.number("list") == 0 ? fallback : thisNode;
        lists.put((int) line.number("node"), names);
        line.done();
    }

    int nodes() {
        return nodes;
    }

    List<ZoneRecord> zones() {
        return zones;
    }

    List<PageblocksRecord> pageblocks() {
        return pageblocks;
    }

    List<PagemapRecord> pagemaps() {
        return pagemaps;
    }

    /** Zones in the order in which requests for a node are served. */
    List<ZoneName> fallback(int node) {
        return fallback.getOrDefault(node, List.of());
    }

    /** Zones that serve requests which must stay on a node; empty where the kernel has no such lists. */
    List<ZoneName> thisNode(int node) {
        return thisNode.getOrDefault(node, List.of());
    }
}
