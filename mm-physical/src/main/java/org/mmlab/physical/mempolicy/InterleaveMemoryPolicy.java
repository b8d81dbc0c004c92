package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
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
public final class InterleaveMemoryPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;
    private int previous = Long.SIZE - 1; // so that the first page goes to the first node

    /** For the registry. */
    public InterleaveMemoryPolicy() {}

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
        if (index != NO_INDEX) {
            return NodeMask.nth(over, (int) (index % Long.bitCount(over)));
        }
        previous = NodeMask.next(over, previous);
        return previous;
    }

    @Override
    public boolean interleaves() {
        return true;
    }
}
