package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.HugePagePolicy;

/**
 * Reserves a huge page's frames at the first touch, fills them page by page, and maps them by one entry when all are filled: no
 * memory is given that was not touched, and none is copied (Navarro and others, OSDI 2002; FreeBSD's {@code vm_reserv}).
 */
@PolicySpec(name = "reservation", doc = "reserve at the first touch, promote when all pages are touched (FreeBSD)")
public final class ReservationHugePages implements HugePagePolicy {
    /** The only one there is. */
    public ReservationHugePages() {}

    @Override
    public int atFault(Advice advice) {
        return advice == Advice.NOHUGEPAGE ? BASE : RESERVE;
    }

    @Override
    public boolean reserves() {
        return true;
    }

    @Override
    public boolean useHugeZeroPage() {
        return false;
    }
}
