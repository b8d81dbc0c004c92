package org.mmlab.physical.watermark;

import org.mmlab.api.KernelVersion;

/**
 * The limits of a zone's per-CPU lists (Linux: {@code zone_batchsize}, {@code zone_highsize},
 * {@code zone_set_pageset_high_and_batch}). In frames.
 */
public record PcpLimits(int batch, int highMin, int highMax) {
    /** The limits before the first computation: nothing is kept. */
    public static final PcpLimits BOOT = new PcpLimits(1, 0, 0);

    private static final int BATCH_FRACTION_SHIFT = 10;
    private static final int MOST_BATCH_FRAMES = 256;
    private static final int BATCHES = 4;
    private static final int HIGH_FRACTION = 8;

    /**
     * The limits of one zone.
     *
     * @param lowWatermark boost included
     * @param cpus CPUs of the zone's node, or all online ones where it has none
     * @param fraction {@code percpu_pagelist_high_fraction}; 0 = Linux decides
     */
    public static PcpLimits of(long managed, long lowWatermark, int cpus, int fraction, KernelVersion kernel) {
        int batch = batch(managed);
        if (fraction != 0) {
            int high = high(managed / fraction, cpus, batch);
            return new PcpLimits(batch, high, high);
        }
        int highMin = high(lowWatermark, cpus, batch);
        int highMax = kernel.atLeast(KernelVersion.V6_12) ? high(managed / HIGH_FRACTION, cpus, batch) : highMin;
        return new PcpLimits(batch, highMin, highMax);
    }

    private static int high(long frames, int cpus, int batch) {
        return (int) Math.max(frames / cpus, (long) batch * BATCHES);
    }

    /** Frames that are moved at a time: a power of two less one, by the size of the zone. */
    static int batch(long managed) {
        int quarter = (int) Math.min(managed >> BATCH_FRACTION_SHIFT, MOST_BATCH_FRAMES) / BATCHES;
        int base = Math.max(quarter, 1);
        return Math.max(Integer.highestOneBit(base + base / 2) - 1, 1);
    }
}
