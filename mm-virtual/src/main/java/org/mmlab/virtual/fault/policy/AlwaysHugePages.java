package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.HugePagePolicy;

/** Huge pages for every empty aligned extent (Linux enabled=always). */
@PolicySpec(name = "always", doc = "every empty aligned extent (Linux enabled=always)")
public final class AlwaysHugePages implements HugePagePolicy {
    /** The only one there is. */
    public AlwaysHugePages() {}

    @Override
    public int atFault(Advice advice) {
        return switch (advice) {
            case NONE -> HUGE;
            case HUGEPAGE -> HUGE;
            case NOHUGEPAGE -> BASE;
        };
    }
}
