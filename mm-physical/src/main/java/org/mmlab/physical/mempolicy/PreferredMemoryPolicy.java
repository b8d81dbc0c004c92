package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;

/** Pages come from one node while it has room (Linux: {@code MPOL_PREFERRED}). */
@PolicySpec(
        name = "preferred",
        doc = "from the lowest given node, others when it is full; Linux MPOL_PREFERRED",
        parameters =
                @PolicySpec.Parameter(
                        name = NodeMask.PARAMETER,
                        type = ParameterType.INT,
                        defaultValue = "0",
                        min = 0,
                        max = NodeMask.MOST,
                        doc = NodeMask.DOC))
public final class PreferredMemoryPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;

    /** For the registry. */
    public PreferredMemoryPolicy() {}

    @Override
    public void configure(PolicyParameters parameters) {
        mask = NodeMask.of(parameters);
    }

    @Override
    public int node(long index, Nodes nodes) {
        return mask == ALL_NODES ? nodes.local() : NodeMask.first(mask);
    }
}
