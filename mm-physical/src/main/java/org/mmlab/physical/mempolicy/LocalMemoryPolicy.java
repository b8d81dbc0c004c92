package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicySpec;

/** Pages come from the node of the CPU that asks first (Linux: {@code MPOL_LOCAL}, the default). */
@PolicySpec(name = "local", doc = "from the node of the CPU that touches the page; Linux MPOL_LOCAL (the default)")
public final class LocalMemoryPolicy implements MemoryPolicy {
    /** For the registry. */
    public LocalMemoryPolicy() {}

    @Override
    public int node(long index, Nodes nodes) {
        return nodes.local();
    }
}
