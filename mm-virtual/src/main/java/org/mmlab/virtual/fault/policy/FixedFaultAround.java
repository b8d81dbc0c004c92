package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultAround;

/** Maps a fixed number of pages before and behind the fault, however they are aligned. */
@PolicySpec(
        name = "fixed",
        doc = "so many pages before and behind the fault, unaligned",
        parameters = {
            @PolicySpec.Parameter(
                    name = "before",
                    type = ParameterType.INT,
                    defaultValue = "0",
                    min = 0,
                    max = 511,
                    doc = "pages before the fault"),
            @PolicySpec.Parameter(
                    name = "behind",
                    type = ParameterType.INT,
                    defaultValue = "15",
                    min = 0,
                    max = 511,
                    doc = "pages behind the fault")
        })
public final class FixedFaultAround implements FaultAround {
    private int before;
    private int behind = 15;

    /** The default window: 15 pages behind the fault. */
    public FixedFaultAround() {}

    @Override
    public void configure(PolicyParameters parameters) {
        before = (int) parameters.integer("before");
        behind = (int) parameters.integer("behind");
    }

    @Override
    public long firstPage(long page, long areaFirst, long areaEnd) {
        return Math.max(page - before, areaFirst);
    }

    @Override
    public int pages(long page, long areaFirst, long areaEnd) {
        return (int) (page - firstPage(page, areaFirst, areaEnd)) + 1 + behind;
    }
}
