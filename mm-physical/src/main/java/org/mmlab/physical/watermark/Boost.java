package org.mmlab.physical.watermark;

/** By how much a zone's watermarks rise when pageblock types are mixed (Linux: {@code boost_watermark}). */
public final class Boost {
    /** No boost. */
    public static final long NONE = -1;

    private static final int MIN_PAGEBLOCKS = 4;

    private Boost() {}

    /**
     * The new boost after one more mixing, or {@link #NONE} where there is none: boosting off, a small zone, or watermarks not set
     * yet.
     *
     * @param boost the boost so far, frames
     * @param highWatermark the high watermark without boost
     * @param managed the zone's managed frames
     * @param pageblockFrames frames in a pageblock
     * @param factor {@code watermark_boost_factor}, in 1/10000
     */
    public static long raised(long boost, long highWatermark, long managed, long pageblockFrames, int factor) {
        if (factor == 0 || pageblockFrames * MIN_PAGEBLOCKS > managed) {
            return NONE;
        }
        long most = Fraction.ofTenThousand(highWatermark, factor);
        if (most == 0) {
            return NONE;
        }
        return Math.min(boost + pageblockFrames, Math.max(pageblockFrames, most));
    }
}
