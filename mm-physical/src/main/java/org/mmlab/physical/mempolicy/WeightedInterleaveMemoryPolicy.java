package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;

/** Pages are dealt out over nodes, each getting as many in a row as its weight says (Linux: {@code MPOL_WEIGHTED_INTERLEAVE}, {@code weighted_interleave_nid}). */
@PolicySpec(
        name = "weighted-interleave",
        doc = "dealt out over the given nodes by their weights; Linux MPOL_WEIGHTED_INTERLEAVE",
        parameters =
                @PolicySpec.Parameter(
                        name = NodeMask.PARAMETER,
                        type = ParameterType.INT,
                        defaultValue = "0",
                        min = 0,
                        max = NodeMask.MOST,
                        doc = NodeMask.DOC))
public final class WeightedInterleaveMemoryPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;
    private int current = Long.SIZE - 1; // so that the first page goes to the first node
    private int left;

    /** For the registry. */
    public WeightedInterleaveMemoryPolicy() {}

    @Override
    public void configure(PolicyParameters parameters) {
        mask = NodeMask.of(parameters);
    }

    @Override
    public int node(long index, Nodes nodes) {
        long over = mask & nodes.withMemory();
        if (over == 0) {
            return nodes.local();
        }
        return index == NO_INDEX ? inTurn(over, nodes) : byPlace(over, index, nodes);
    }

    private int inTurn(long over, Nodes nodes) {
        if (left == 0 || (over >>> current & 1) == 0) {
            current = NodeMask.next(over, current);
            left = nodes.weight(current);
        }
        left--;
        return current;
    }

    private static int byPlace(long over, long index, Nodes nodes) {
        long total = 0;
        for (long rest = over; rest != 0; rest &= rest - 1) {
            total += nodes.weight(NodeMask.first(rest));
        }
        long target = index % total;
        int node = NodeMask.first(over);
        while (target >= nodes.weight(node)) {
            target -= nodes.weight(node);
            node = NodeMask.next(over, node);
        }
        return node;
    }

    @Override
    public boolean interleaves() {
        return true;
    }
}
