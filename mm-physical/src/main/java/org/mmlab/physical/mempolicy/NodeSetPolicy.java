package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicyParameters;

/** What memory policies have in common that are given a set of nodes by their parameter {@link NodeMask#PARAMETER}. */
abstract class NodeSetPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;

    /** The policy's nodes; {@link #ALL_NODES} where none were named. */
    final long mask() {
        return mask;
    }

    /** Says the policy's nodes. */
    final void setMask(long nodes) {
        mask = nodes;
    }

    @Override
    public void configure(PolicyParameters parameters) {
        mask = NodeMask.of(parameters);
    }

    /** Pages come from the set's nodes, the one near to the CPU first. */
    abstract static class Strict extends NodeSetPolicy {
        private final String name;
        private final Reach reach;

        Strict(String name, Reach reach) {
            this.name = name;
            this.reach = reach;
        }

        @Override
        public final void configure(PolicyParameters parameters) {
            NodeMask.required(name, parameters);
            super.configure(parameters);
        }

        @Override
        public final int node(long index, Nodes nodes) {
            return nodes.local();
        }

        @Override
        public final long allowed() {
            return mask();
        }

        @Override
        public final Reach reach() {
            return reach;
        }
    }

    /** Pages are dealt out over the set's nodes that have memory. */
    abstract static class Dealt extends NodeSetPolicy {
        @Override
        public final int node(long index, Nodes nodes) {
            long over = mask() & nodes.withMemory();
            if (over == 0) {
                return nodes.local();
            }
            return index == NO_INDEX ? inTurn(over, nodes) : byPlace(over, index, nodes);
        }

        /** The node of the next page in the order of requests. */
        abstract int inTurn(long over, Nodes nodes);

        /** The node that {@link #inTurn} would give, which does not change whose turn it is. */
        final int next(Nodes nodes) {
            long over = mask() & nodes.withMemory();
            return over == 0 ? nodes.local() : peek(over);
        }

        abstract int peek(long over);

        /** The node of the page at a place of its area. */
        abstract int byPlace(long over, long index, Nodes nodes);

        @Override
        public final boolean interleaves() {
            return true;
        }
    }
}
