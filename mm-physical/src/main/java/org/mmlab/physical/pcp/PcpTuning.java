package org.mmlab.physical.pcp;

import org.mmlab.physical.zone.Zone;

/** How per-CPU lists adapt; one implementation for each generation of the kernel's rules. */
interface PcpTuning {
    /** log2 of the greatest growth of a batch (Linux: {@code CONFIG_PCP_BATCH_SCALE_MAX}). */
    int BATCH_SCALE_MAX = 5;

    /** The limits of the lists were set. */
    void limitsChanged(PerCpuPages pcp);

    /** A block is about to be taken. */
    void onAllocate(PerCpuPages pcp);

    /** How many blocks of an order to fetch, now that the list is empty. At least 1. */
    int refill(Zone zone, PerCpuPages pcp, int order);

    /** How many frames to give back, after a block of that order was put on its list; 0 = none. */
    int excess(Zone zone, PerCpuPages pcp, int order);

    /** The excess was given back. */
    void afterExcess(Zone zone);

    /** How many frames to give back at a time when the lists are emptied. */
    int drainStep(PerCpuPages pcp);

    /** A second has passed: lowers what may stay, and gives the number of frames that are now too many (Linux: {@code decay_pcp_high}). */
    int decay(PerCpuPages pcp);

    /** Whether the type of a block's pageblock is remembered when it is freed, and used when it leaves the list. */
    boolean remembersType();

    /**
     * A size brought between limits (Linux: {@code clamp} since 6.12). The limits cross where a zone's low watermark is above an eighth of
     * the zone: then a size that is not below the upper one becomes the upper one, and any other the lower one.
     */
    static int clamp(int value, int low, int high) {
        return value >= high ? high : Math.max(value, low);
    }
}
