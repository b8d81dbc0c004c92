package org.mmlab.physical.mempolicy;

import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicySpec;

/** Pages are dealt out over nodes: by their place in the area, or in turn (Linux: {@code MPOL_INTERLEAVE}, {@code interleave_nid}). */
@PolicySpec(
        name = "interleave",
        doc = "dealt out over the given nodes in turn; Linux MPOL_INTERLEAVE",
        parameters =
                @PolicySpec.Parameter(
                        name = NodeMask.PARAMETER,
                        type = ParameterType.INT,
                        defaultValue = "0",
                        min = 0,
                        max = NodeMask.MOST,
                        doc = NodeMask.DOC))
public final class InterleaveMemoryPolicy extends NodeSetPolicy.Dealt {
    private int previous = Long.SIZE - 1; // so that the first page goes to the first node

    /** For the registry. */
    public InterleaveMemoryPolicy() {}

    @Override
    int inTurn(long over, Nodes nodes) {
        previous = NodeMask.next(over, previous);
        return previous;
    }

    @Override
    int peek(long over) {
        return NodeMask.next(over, previous);
    }

    @Override
    int byPlace(long over, long index, Nodes nodes) {
        return NodeMask.nth(over, (int) (index % Long.bitCount(over)));
    }
}
