package org.mmlab.physical.watermark;

/** How far the counters of CPUs may run ahead of the shared ones (Linux: {@code calculate_normal_threshold}, {@code refresh_zone_stat_thresholds}). */
public final class StatThreshold {
    private static final int MEMORY_UNIT_SHIFT = 15; // 128 MiB in frames
    private static final int MOST = 125;

    private StatThreshold() {}

    /** Greatest rest of a CPU, in frames. */
    public static int normal(long managed, int onlineCpus) {
        return Math.min(MOST, 2 * lastBit(onlineCpus) * (1 + lastBit(managed >> MEMORY_UNIT_SHIFT)));
    }

    /**
     * Free count below which reclaim adds the rests up before it trusts a watermark check; 0 = never necessary.
     *
     * @param minMark watermarks with boost
     */
    public static long driftMark(long minMark, long lowMark, long highMark, int onlineCpus, int threshold) {
        long drift = (long) onlineCpus * threshold;
        return drift > lowMark - minMark ? highMark + drift : 0;
    }

    /** One-based place of the highest set bit; 0 for 0 (Linux: {@code fls}). */
    private static int lastBit(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
