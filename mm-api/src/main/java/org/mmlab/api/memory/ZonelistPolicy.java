package org.mmlab.api.memory;

import org.mmlab.api.plugin.Policy;

/**
 * Decides in which order the nodes with memory are asked for each node. Called at boot and whenever a node gains its first or loses its
 * last memory. Within a node zones are always asked from the highest down. One instance a machine.
 */
public interface ZonelistPolicy extends Policy {
    /**
     * The order for every node: {@code result[n]} lists each node of {@link Topology#hasMemory} exactly once; by convention n itself
     * first, if it has memory.
     */
    int[][] order(Topology topology);

    /** The order for one node that is made while the machine runs; the other nodes keep theirs. */
    default int[] orderOf(int node, Topology topology) {
        return order(topology)[node];
    }

    /**
     * What is known of the nodes.
     *
     * @param distance {@code distance[a][b]}: 10 = the same node, more = farther; need not be symmetric
     * @param hasMemory whether a node has memory
     * @param hasCpu whether a node is known to have a CPU; at boot no node is yet, since CPUs are brought up later
     */
    record Topology(int[][] distance, boolean[] hasMemory, boolean[] hasCpu) {
        /** Number of nodes. */
        public int nodes() {
            return distance.length;
        }
    }
}
