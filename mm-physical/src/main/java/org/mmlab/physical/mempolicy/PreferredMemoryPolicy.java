package org.mmlab.physical.mempolicy;

import org.mmlab.api.plugin.ParameterType;
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
public final class PreferredMemoryPolicy extends NodeSetPolicy {
    /** For the registry. */
    public PreferredMemoryPolicy() {}

    @Override
    public int node(long index, Nodes nodes) {
        return mask() == ALL_NODES ? nodes.local() : NodeMask.first(mask());
    }
}
