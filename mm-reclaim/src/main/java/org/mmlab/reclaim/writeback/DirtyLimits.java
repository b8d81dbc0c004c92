package org.mmlab.reclaim.writeback;

import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.reclaim.WritebackContext;

/** The sysctls of writeback, and the thresholds that follow from them (Linux: {@code domain_dirty_limits}). */
final class DirtyLimits {
    private static final long CENTISECOND_NS = 10_000_000;

    private final int backgroundPercent;
    private final int percent;
    /** How often old data is looked for ({@code vm.dirty_writeback_centisecs}). */
    final long intervalNs;
    /** When data is old ({@code vm.dirty_expire_centisecs}). */
    final long expireNs;

    DirtyLimits(PolicyParameters parameters) {
        backgroundPercent = (int) parameters.integer("background-ratio");
        percent = (int) parameters.integer("ratio");
        intervalNs = parameters.integer("interval-cs") * CENTISECOND_NS;
        expireNs = parameters.integer("expire-cs") * CENTISECOND_NS;
        if (backgroundPercent > percent) {
            throw new PolicyException("background-ratio " + backgroundPercent + " is above ratio " + percent
                    + "; writers would be stopped before writing begins. Choose background-ratio <= ratio");
        }
    }

    /** The defaults of the kernel. */
    DirtyLimits() {
        backgroundPercent = 10;
        percent = 20;
        intervalNs = 500 * CENTISECOND_NS;
        expireNs = 3000 * CENTISECOND_NS;
    }

    /** Dirty pages above which writing begins. */
    long background(WritebackContext machine) {
        long limit = machine.dirtyable() * backgroundPercent / 100;
        return limit >= hard(machine) ? hard(machine) / 2 : limit;
    }

    /** Dirty pages and pages in writeback that writers must not pass. */
    long hard(WritebackContext machine) {
        return machine.dirtyable() * percent / 100;
    }
}
