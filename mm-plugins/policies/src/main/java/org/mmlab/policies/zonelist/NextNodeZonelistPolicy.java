package org.mmlab.policies.zonelist;

import java.util.Arrays;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicySpec;

/**
 * The node itself, then those after it by number, around to those before it: what a full node cannot hold goes to the next one, so that
 * no node takes the surplus of all others, however far it is. Linux did so where it knew of nodes but not of their distances
 * ({@code build_zonelists} of 2.6 without {@code CONFIG_NUMA}). O(nodes^2).
 */
@PolicySpec(
        name = "next-node",
        doc = "the node, then those after it by number, whatever the distance; Linux 2.6 without NUMA")
public final class NextNodeZonelistPolicy implements ZonelistPolicy {
    /** For the registry. */
    public NextNodeZonelistPolicy() {}

    @Override
    public int[][] order(Topology topology) {
        int[][] order = new int[topology.nodes()][];
        for (int node = 0; node < order.length; node++) {
            order[node] = orderOf(node, topology);
        }
        return order;
    }

    @Override
    public int[] orderOf(int node, Topology topology) {
        int nodes = topology.nodes();
        int[] order = new int[nodes];
        int count = 0;
        for (int step = 0; step < nodes; step++) {
            int next = (node + step) % nodes;
            if (topology.hasMemory()[next]) {
                order[count++] = next;
            }
        }
        return Arrays.copyOf(order, count);
    }
}
