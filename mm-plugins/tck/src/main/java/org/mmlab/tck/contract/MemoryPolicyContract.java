package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.memory.MemoryPolicy.Reach;

/**
 * What every {@link MemoryPolicy} must do: ask a node that is its own or near, deal out only over nodes with memory, and choose by
 * place alone where a place is given.
 */
public interface MemoryPolicyContract {
    /** A new policy; all made by this method are alike. */
    MemoryPolicy memoryPolicy();

    /** The nodes that {@link #memoryPolicy} was made with, as a bit mask; {@link MemoryPolicy#ALL_NODES} where it has none of its own. */
    default long ownNodes() {
        return MemoryPolicy.ALL_NODES;
    }

    /**
     * A machine and some pages that it asks for.
     *
     * @param withMemory nodes with memory
     * @param local the node of the CPU that asks
     * @param weights for each node its weight
     * @param places of the pages in their area; {@link MemoryPolicy#NO_INDEX} where it is not known
     */
    record Requests(long withMemory, int local, List<Integer> weights, List<Long> places)
            implements MemoryPolicy.Nodes {
        /** Nodes of the machine. */
        static final int NODES = 8;

        @Override
        public int weight(int node) {
            return weights.get(node);
        }
    }

    /** A machine with eight nodes, at least one of them with memory. */
    @Provide
    default Arbitrary<Requests> requests() {
        Arbitrary<Long> withMemory = Arbitraries.longs().between(1, (1 << Requests.NODES) - 1);
        Arbitrary<Integer> local = Arbitraries.integers().between(0, Requests.NODES - 1);
        Arbitrary<List<Integer>> weights = Arbitraries.oneOf(
                        Arbitraries.just(1), Arbitraries.integers().between(1, 255))
                .list()
                .ofSize(Requests.NODES);
        Arbitrary<List<Long>> places = Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 40),
                        Arbitraries.longs().between(0, 1L << 40),
                        Arbitraries.just(MemoryPolicy.NO_INDEX))
                .list()
                .ofMaxSize(40);
        return Combinators.combine(withMemory, local, weights, places)
                .as(Requests::new)
                .withoutEdgeCases();
    }

    /** The node asked first is one of the policy's own or the near one; one that deals out deals to its own nodes with memory. */
    @Property(tries = 300)
    default void theNodeIsThePolicysOwnOrTheNearOne(@ForAll("requests") Requests machine) {
        MemoryPolicy policy = memoryPolicy();
        long dealtOver = ownNodes() & machine.withMemory();
        for (long place : machine.places()) {
            int node = policy.node(place, machine);
            if (node < 0 || node >= Long.SIZE || (node != machine.local() && (ownNodes() >>> node & 1) == 0)) {
                throw Subject.wrong(
                        policy,
                        "node(" + place + ") gave " + node + ", which is neither of its nodes 0x"
                                + Long.toHexString(ownNodes()) + " nor the near node " + machine.local());
            }
            if (policy.interleaves() && dealtOver != 0 && (dealtOver >>> node & 1) == 0) {
                throw Subject.wrong(
                        policy,
                        "node(" + place + ") gave " + node + ", which is not among its nodes with memory, 0x"
                                + Long.toHexString(dealtOver));
            }
        }
    }

    /** A page with a place gets its node by that place, in whatever order pages are touched. */
    @Property(tries = 200)
    default void placesDecideWhateverTheOrderOfRequests(@ForAll("requests") Requests machine) {
        MemoryPolicy policy = memoryPolicy();
        for (long place : machine.places()) {
            int node = policy.node(place, machine);
            if (place != MemoryPolicy.NO_INDEX) {
                String question = "node(" + place + ") in the order of " + machine.places();
                Subject.check(policy, question, node, memoryPolicy().node(place, machine));
            }
        }
    }

    /** Two alike that are asked alike answer alike: a run can be repeated. */
    @Property(tries = 100)
    default void policiesAskedAlikeAnswerAlike(@ForAll("requests") Requests machine) {
        MemoryPolicy one = memoryPolicy();
        MemoryPolicy other = memoryPolicy();
        for (long place : machine.places()) {
            Subject.check(one, "node(" + place + ")", one.node(place, machine), other.node(place, machine));
        }
    }

    /** What the policy says of its nodes stays as it is, and where only its own nodes serve there is one, none beyond its own. */
    @Property(tries = 100)
    default void theNodesThatServeAreThePolicysOwn(@ForAll("requests") Requests machine) {
        MemoryPolicy policy = memoryPolicy();
        long allowed = policy.allowed();
        Reach reach = policy.reach();
        boolean interleaves = policy.interleaves();
        machine.places().forEach(place -> policy.node(place, machine));
        Subject.check(policy, "allowed(), asked again,", policy.allowed(), allowed);
        if (policy.reach() != reach || policy.interleaves() != interleaves) {
            throw Subject.wrong(policy, "reach() or interleaves() changed while it ran");
        }
        if (reach != Reach.ANYWHERE && (allowed == 0 || (allowed & ~ownNodes()) != 0)) {
            throw Subject.wrong(
                    policy,
                    "allowed() gave 0x" + Long.toHexString(allowed) + " with " + reach
                            + ", must be one or more of its nodes 0x" + Long.toHexString(ownNodes()));
        }
    }
}
