package org.mmlab.virtual.fault.policy;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultContext;
import org.mmlab.api.virtual.FaultHandler;

/** Leaves every page zero, as anonymous memory does, at once. */
@PolicySpec(name = "zero", doc = "every page is zero, as in anonymous memory")
public final class ZeroFaultHandler implements FaultHandler {
    /** The only one there is. */
    public ZeroFaultHandler() {}

    @Override
    public void attach(FaultContext context) {}

    @Override
    public int fill(int region, long index, @FrameIndex int frame) {
        return FILLED;
    }
}
