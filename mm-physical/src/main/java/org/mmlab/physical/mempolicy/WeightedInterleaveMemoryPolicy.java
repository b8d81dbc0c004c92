package org.mmlab.physical.mempolicy;

import org.mmlab.api.plugin.ParameterType;
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
public final class WeightedInterleaveMemoryPolicy extends NodeSetPolicy.Dealt {
    private int current = Long.SIZE - 1; // so that the first page goes to the first node
    private int left;

    /** For the registry. */
    public WeightedInterleaveMemoryPolicy() {}

    @Override
    int inTurn(long over, Nodes nodes) {
        if (left == 0 || (over >>> current & 1) == 0) {
            current = NodeMask.next(over, current);
            left = nodes.weight(current);
        }
        left--;
        return current;
    }

    @Override
    int peek(long over) {
        return left != 0 ? current : NodeMask.next(over, current);
    }

    @Override
    int byPlace(long over, long index, Nodes nodes) {
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
}
