package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.HugePagePolicy;

/** Huge pages for only areas advised by MADV_HUGEPAGE (Linux enabled=madvise). */
@PolicySpec(name = "madvise", doc = "only areas advised by MADV_HUGEPAGE (Linux enabled=madvise)")
public final class MadviseHugePages implements HugePagePolicy {
    /** The only one there is. */
    public MadviseHugePages() {}

    @Override
    public int atFault(Advice advice) {
        return switch (advice) {
            case NONE -> BASE;
            case HUGEPAGE -> HUGE;
            case NOHUGEPAGE -> BASE;
        };
    }
}
