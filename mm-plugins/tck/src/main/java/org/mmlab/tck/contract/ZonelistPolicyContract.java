package org.mmlab.tck.contract;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.memory.ZonelistPolicy.Topology;

/**
 * What every {@link ZonelistPolicy} must do: list each node with memory exactly once for every node, at boot and when the machine runs,
 * without changing what it was shown.
 */
public interface ZonelistPolicyContract {
    /** The policy. */
    ZonelistPolicy zonelistPolicy();

    /** Whether a node with memory comes first in its own order: the convention; say no where a policy means to depart from it. */
    default boolean ownNodeComesFirst() {
        return true;
    }

    /** One to eight nodes at any distances, some without memory or CPUs. */
    @Provide
    default Arbitrary<Topology> topologies() {
        return Arbitraries.integers()
                .between(1, 8)
                .flatMap(nodes -> {
                    Arbitrary<List<Integer>> distances =
                            Arbitraries.integers().between(11, 40).list().ofSize(nodes * nodes);
                    Arbitrary<Integer> masks = Arbitraries.integers().between(0, (1 << nodes) - 1);
                    return distances.flatMap(
                            all -> masks.flatMap(memory -> masks.map(cpus -> topology(nodes, all, memory, cpus))));
                })
                .withoutEdgeCases();
    }

    private static Topology topology(int nodes, List<Integer> distances, int memory, int cpus) {
        int[][] distance = new int[nodes][nodes];
        boolean[] hasMemory = new boolean[nodes];
        boolean[] hasCpu = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            for (int other = 0; other < nodes; other++) {
                distance[node][other] = node == other ? 10 : distances.get(node * nodes + other);
            }
            hasMemory[node] = (memory >> node & 1) != 0;
            hasCpu[node] = (cpus >> node & 1) != 0;
        }
        return new Topology(distance, hasMemory, hasCpu);
    }

    /** At boot every node has an order, and each lists every node with memory once. */
    @Property(tries = 300)
    default void everyNodeIsGivenAllNodesWithMemoryOnce(@ForAll("topologies") Topology topology) {
        ZonelistPolicy policy = zonelistPolicy();
        int[][] order = policy.order(topology);
        Subject.check(policy, "number of orders", order.length, topology.nodes());
        for (int node = 0; node < order.length; node++) {
            ZonelistModel.check(policy, topology, node, order[node], ownNodeComesFirst());
        }
    }

    /** So does the order of one node that is made while the machine runs. */
    @Property(tries = 300)
    default void anOrderMadeLaterIsAsCompleteAsTheFirst(@ForAll("topologies") Topology topology) {
        ZonelistPolicy policy = zonelistPolicy();
        for (int node = 0; node < topology.nodes(); node++) {
            ZonelistModel.check(policy, topology, node, policy.orderOf(node, topology), ownNodeComesFirst());
        }
    }

    /** The same topology has the same order, and is not changed by the question. */
    @Property(tries = 100)
    default void theSameTopologyHasTheSameOrder(@ForAll("topologies") Topology topology) {
        ZonelistPolicy policy = zonelistPolicy();
        String before = ZonelistModel.text(topology);
        String order = Arrays.deepToString(policy.order(topology));
        if (!ZonelistModel.text(topology).equals(before)) {
            throw Subject.wrong(
                    policy, "order(" + before + ") changed the topology to " + ZonelistModel.text(topology));
        }
        String again = Arrays.deepToString(policy.order(topology));
        String fresh = Arrays.deepToString(zonelistPolicy().order(topology));
        if (!again.equals(order) || !fresh.equals(order)) {
            throw Subject.wrong(
                    policy,
                    "order(" + before + ") gave " + order + ", then " + again + ", and " + fresh
                            + " by a new instance");
        }
    }

    /** What an order must be. */
    final class ZonelistModel {
        private ZonelistModel() {}

        static void check(ZonelistPolicy policy, Topology topology, int node, int[] order, boolean ownFirst) {
            String what =
                    "the order of node " + node + " in " + text(topology) + " is " + Arrays.toString(order) + ": ";
            boolean[] seen = new boolean[topology.nodes()];
            for (int each : order) {
                if (each < 0 || each >= seen.length || !topology.hasMemory()[each]) {
                    throw Subject.wrong(policy, what + each + " is no node with memory");
                }
                if (seen[each]) {
                    throw Subject.wrong(policy, what + "node " + each + " is listed twice");
                }
                seen[each] = true;
            }
            if (!Arrays.equals(seen, topology.hasMemory())) {
                throw Subject.wrong(policy, what + "a node with memory is not listed");
            }
            if (ownFirst && topology.hasMemory()[node] && order[0] != node) {
                throw Subject.wrong(policy, what + "the node itself does not come first");
            }
        }

        static String text(Topology topology) {
            return "distances " + Arrays.deepToString(topology.distance()) + ", memory "
                    + Arrays.toString(topology.hasMemory()) + ", CPUs " + Arrays.toString(topology.hasCpu());
        }
    }
}
