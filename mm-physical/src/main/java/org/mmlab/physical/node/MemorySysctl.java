package org.mmlab.physical.node;

import org.mmlab.physical.zone.MemoryTunables;
import org.mmlab.physical.zone.Zone;

/**
 * Writes (and one read) of the settings of {@code /proc/sys/vm} at run time, each with exactly the recomputations that Linux does
 * ({@code mm/page_alloc.c}, the {@code *_sysctl_handler} functions).
 */
public final class MemorySysctl {
    private static final int LEAST_HIGH_FRACTION = 8;
    private static final int MOST_SCALE_FACTOR = 3000;

    private final NodeTable nodes;
    private final Reserves reserves;
    private final MemoryTunables tunables;

    /** Settings of these nodes. */
    public MemorySysctl(NodeTable nodes, Reserves reserves) {
        this.nodes = nodes;
        this.reserves = reserves;
        tunables = nodes.context().tunables();
    }

    /** Writes {@code min_free_kbytes}; from now on the computed value counts only where it is larger. */
    public void writeMinFreeKbytes(int kbytes) {
        check("min_free_kbytes", kbytes, 0, Integer.MAX_VALUE);
        tunables.setMinFreeKbytes(kbytes);
        tunables.setUserMinFreeKbytes(kbytes);
        reserves.setupWatermarks();
    }

    /** Writes {@code watermark_scale_factor}. */
    public void writeWatermarkScaleFactor(int factor) {
        check("watermark_scale_factor", factor, 1, MOST_SCALE_FACTOR);
        tunables.setWatermarkScaleFactor(factor);
        reserves.setupWatermarks();
    }

    /** Writes {@code watermark_boost_factor}; watermarks stay as they are until the next boost. */
    public void writeWatermarkBoostFactor(int factor) {
        check("watermark_boost_factor", factor, 0, Integer.MAX_VALUE);
        tunables.setWatermarkBoostFactor(factor);
    }

    /** Writes {@code lowmem_reserve_ratio}, a number for each zone index; missing ones keep their value. */
    public void writeLowmemReserveRatio(int... ratios) {
        for (int i = 0; i < ratios.length; i++) {
            tunables.setLowmemReserveRatio(i, ratios[i]);
        }
        reserves.setupLowmemReserve();
    }

    /** Reads {@code lowmem_reserve_ratio}; Linux recomputes the protections even then. */
    public int[] readLowmemReserveRatio() {
        reserves.setupLowmemReserve();
        int[] ratios = new int[nodes.context().layout().count()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = tunables.lowmemReserveRatio(i);
        }
        return ratios;
    }

    /** Writes {@code percpu_pagelist_high_fraction}; 0 gives the choice back to Linux. */
    public void writePcpHighFraction(int fraction) {
        if (fraction != 0) {
            check("percpu_pagelist_high_fraction", fraction, LEAST_HIGH_FRACTION, Integer.MAX_VALUE);
        }
        if (fraction != tunables.pcpHighFraction()) {
            tunables.setPcpHighFraction(fraction);
            for (Zone zone : nodes.populatedZones()) {
                reserves.setupPcp(zone);
            }
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("vm." + name + " = " + value + " is not in " + least + ".." + most);
        }
    }
}
