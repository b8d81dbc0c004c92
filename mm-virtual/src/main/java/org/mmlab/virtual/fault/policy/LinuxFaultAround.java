package org.mmlab.virtual.fault.policy;

import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultAround;

/**
 * Linux's window: {@code pages} long, from the aligned page below the fault or from the start of the area where that is
 * later; it keeps its length from there, so that it ends unaligned in an area that starts unaligned.
 *
 * <p>Linux 6.4 and later ({@code do_fault_around} in {@code mm/memory.c}); {@code fault_around_bytes} is 64 KiB by default.
 */
@PolicySpec(
        name = "linux",
        doc = "the aligned window around the fault, 16 pages (Linux do_fault_around)",
        parameters =
                @PolicySpec.Parameter(
                        name = "pages",
                        type = ParameterType.INT,
                        defaultValue = "16",
                        min = 1,
                        max = 512,
                        doc = "length of the window, rounded down to a power of two (fault_around_bytes / 4096)"))
public final class LinuxFaultAround implements FaultAround {
    private int window = 16;

    /** The default window. */
    public LinuxFaultAround() {}

    @Override
    public void configure(PolicyParameters parameters) {
        window = Integer.highestOneBit((int) parameters.integer("pages"));
    }

    @Override
    public long firstPage(long page, long areaFirst, long areaEnd) {
        long aligned = page & -(long) window;
        return Math.max(aligned, areaFirst);
    }

    @Override
    public int pages(long page, long areaFirst, long areaEnd) {
        return window;
    }
}
