package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.HugePagePolicy;

/** No huge pages (Linux: {@code enabled=never}). */
@PolicySpec(name = "never", doc = "no huge pages (Linux enabled=never)")
public final class NeverHugePages implements HugePagePolicy {
    /** The only one there is. */
    public NeverHugePages() {}

    @Override
    public int atFault(Advice advice) {
        return BASE;
    }
}
