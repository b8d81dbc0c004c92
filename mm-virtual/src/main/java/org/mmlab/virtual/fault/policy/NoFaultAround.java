package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultAround;

/** Maps the faulting page alone (Linux with {@code fault_around_bytes} = 4096). */
@PolicySpec(name = "none", doc = "only the page that faulted")
public final class NoFaultAround implements FaultAround {
    /** The only one there is. */
    public NoFaultAround() {}

    @Override
    public long firstPage(long page, long areaFirst, long areaEnd) {
        return page;
    }

    @Override
    public int pages(long page, long areaFirst, long areaEnd) {
        return 1;
    }
}
