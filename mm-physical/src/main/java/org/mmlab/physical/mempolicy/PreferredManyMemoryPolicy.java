package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;

/** Pages come from some nodes while these have room without reclaim, then from any (Linux: {@code MPOL_PREFERRED_MANY}). */
@PolicySpec(
        name = "preferred-many",
        doc = "from the given nodes without reclaim, then from all; Linux MPOL_PREFERRED_MANY",
        parameters =
                @PolicySpec.Parameter(
                        name = NodeMask.PARAMETER,
                        type = ParameterType.INT,
                        defaultValue = "0",
                        min = 0,
                        max = NodeMask.MOST,
                        doc = NodeMask.DOC))
public final class PreferredManyMemoryPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;

    /** For the registry. */
    public PreferredManyMemoryPolicy() {}

    @Override
    public void configure(PolicyParameters parameters) {
        mask = NodeMask.required("preferred-many", parameters);
    }

    @Override
    public int node(long index, Nodes nodes) {
        return nodes.local();
    }

    @Override
    public long allowed() {
        return mask;
    }

    @Override
    public Reach reach() {
        return Reach.ALLOWED_FIRST;
    }
}
