package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The distances between all nodes that a guest could have. A node's own file shows its distances to the nodes that are online, so rows of
 * nodes that come to be later are found in later sections, and those of nodes that never do on the command line of the simulator.
 */
final class NodeDistances {
    private static final int LOCAL = 10;
    private static final int REMOTE = 20;
    private static final Pattern GIVEN = Pattern.compile("-numa\\s+dist,src=(\\d+),dst=(\\d+),val=(\\d+)");

    private final BootRecord record;

    NodeDistances(BootRecord record) {
        this.record = record;
    }

    /** {@code [from][to]}, for every possible node. */
    int[][] matrix() {
        int count = count();
        int[][] distance = new int[count][count];
        for (int node = 0; node < count; node++) {
            Arrays.fill(distance[node], REMOTE);
            distance[node][node] = LOCAL;
        }
        Matcher given = GIVEN.matcher(record.command());
        while (given.find()) {
            int from = number(given, 1);
            int to = number(given, 2);
            if (from < count && to < count) {
                distance[from][to] = number(given, 3);
            }
        }
        for (JsonNode section : record.sections()) {
            read(section.path("nodes"), distance);
        }
        return distance;
    }

    private int count() {
        int count = 1;
        for (JsonNode section : record.sections()) {
            for (int node : members(section.path("node_masks").path("possible").asText())) {
                count = Math.max(count, node + 1);
            }
            for (int node : online(section.path("nodes"))) {
                count = Math.max(count, node + 1);
            }
        }
        return count;
    }

    private static List<Integer> online(JsonNode nodes) {
        List<Integer> online = new ArrayList<>();
        nodes.fieldNames().forEachRemaining(name -> online.add(Integer.parseInt(name)));
        Collections.sort(online);
        return online;
    }

    private static void read(JsonNode nodes, int[][] distance) {
        List<Integer> online = online(nodes);
        for (int from : online) {
            JsonNode row = nodes.path("" + from).path("distance");
            for (int i = 0; i < row.size(); i++) {
                distance[from][online.get(i)] = row.path(i).asInt();
            }
        }
    }

    /** A group of digits of a match that is found. */
    static int number(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The members of a list such as {@code 0-2,5}. */
    static List<Integer> members(String list) {
        List<Integer> members = new ArrayList<>();
        for (String part : list.trim().split(",")) {
            if (!part.isEmpty()) {
                String[] ends = part.split("-");
                for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                    members.add(i);
                }
            }
        }
        return members;
    }
}
