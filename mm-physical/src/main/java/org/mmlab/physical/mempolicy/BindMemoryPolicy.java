package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;

/** Pages come from some nodes and no other (Linux: {@code MPOL_BIND}). */
@PolicySpec(
        name = "bind",
        doc = "from the given nodes alone, the nearest first; Linux MPOL_BIND",
        parameters =
                @PolicySpec.Parameter(
                        name = NodeMask.PARAMETER,
                        type = ParameterType.INT,
                        defaultValue = "0",
                        min = 0,
                        max = NodeMask.MOST,
                        doc = NodeMask.DOC))
public final class BindMemoryPolicy implements MemoryPolicy {
    private long mask = ALL_NODES;

    /** For the registry. */
    public BindMemoryPolicy() {}

    @Override
    public void configure(PolicyParameters parameters) {
        mask = NodeMask.required("bind", parameters);
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
        return Reach.ALLOWED_ONLY;
    }
}
