package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.HugePagePolicy;

/** Reserves a huge frame at the first touch of an extent and promotes it when all its pages were touched (Navarro et al., OSDI 2002). */
@PolicySpec(
        name = "reservation",
        doc =
                "a huge frame is reserved at the first touch and promoted when all its pages are touched (Navarro et al., OSDI 2002)")
public final class ReservationHugePages implements HugePagePolicy {
    /** The only one there is. */
    public ReservationHugePages() {}

    @Override
    public int atFault(Advice advice) {
        return switch (advice) {
            case NONE -> RESERVE;
            case HUGEPAGE -> RESERVE;
            case NOHUGEPAGE -> BASE;
        };
    }
}
