package org.mmlab.physical.mempolicy;

import org.mmlab.api.plugin.ParameterType;
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
public final class PreferredManyMemoryPolicy extends NodeSetPolicy.Strict {
    /** For the registry. */
    public PreferredManyMemoryPolicy() {
        super("preferred-many", Reach.ALLOWED_FIRST);
    }
}
