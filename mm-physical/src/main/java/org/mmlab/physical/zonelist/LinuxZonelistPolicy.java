package org.mmlab.physical.zonelist;

import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicySpec;

/**
 * Linux's order: nearest node first; among equally near ones those after the node are preferred, and a load that carries over from
 * node to node deals them out in turn ({@code find_next_best_node}, {@code build_zonelists}). A node with CPUs counts as one farther; at
 * boot none is known to have any, so that this shows only when memory is plugged. O(nodes^3).
 */
@PolicySpec(
        name = "linux",
        doc = "nearest node first, ties dealt round robin; Linux mm/page_alloc.c find_next_best_node (the default)")
public final class LinuxZonelistPolicy implements ZonelistPolicy {
    private static final int MAX_NODES = 1024;
    private static final int NO_NODE = -1;

    /** For the registry. */
    public LinuxZonelistPolicy() {}

    @Override
    public int[][] order(Topology topology) {
        int nodes = topology.nodes();
        int[] load = new int[nodes];
        int[][] order = new int[nodes][];
        for (int node = 0; node < nodes; node++) {
            order[node] = orderFor(node, topology, load);
        }
        return order;
    }

    @Override
    public int[] orderOf(int node, Topology topology) {
        return orderFor(node, topology, new int[topology.nodes()]);
    }

    private static int[] orderFor(int node, Topology topology, int[] load) {
        boolean[] used = new boolean[topology.nodes()];
        int[] order = new int[memoryNodes(topology)];
        int previous = node;
        for (int i = 0; i < order.length; i++) {
            int next = nextBest(node, topology, used, load);
            if (topology.distance()[node][next] != topology.distance()[node][previous]) {
                load[next]++;
            }
            order[i] = next;
            used[next] = true;
            previous = next;
        }
        return order;
    }

    private static int nextBest(int node, Topology topology, boolean[] used, int[] load) {
        if (topology.hasMemory()[node] && !used[node]) {
            return node;
        }
        int best = NO_NODE;
        long least = Long.MAX_VALUE;
        for (int candidate = 0; candidate < used.length; candidate++) {
            if (used[candidate] || !topology.hasMemory()[candidate]) {
                continue;
            }
            int penalty = (candidate < node ? 1 : 0) + (topology.hasCpu()[candidate] ? 1 : 0);
            long value = (long) (topology.distance()[node][candidate] + penalty) * MAX_NODES + load[candidate];
            if (value < least) {
                least = value;
                best = candidate;
            }
        }
        return best;
    }

    private static int memoryNodes(Topology topology) {
        int count = 0;
        for (boolean has : topology.hasMemory()) {
            count += has ? 1 : 0;
        }
        return count;
    }
}
