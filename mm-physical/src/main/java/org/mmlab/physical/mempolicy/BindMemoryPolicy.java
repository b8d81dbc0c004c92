package org.mmlab.physical.mempolicy;

import org.mmlab.api.plugin.ParameterType;
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
public final class BindMemoryPolicy extends NodeSetPolicy.Strict {
    /** For the registry. */
    public BindMemoryPolicy() {
        super("bind", Reach.ALLOWED_ONLY);
    }
}
