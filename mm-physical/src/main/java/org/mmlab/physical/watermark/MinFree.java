package org.mmlab.physical.watermark;

/**
 * How much memory is kept free by default: {@code min_free_kbytes} (Linux: {@code calculate_min_free_kbytes},
 * {@code set_recommended_min_free_kbytes}).
 */
public final class MinFree {
    private static final int LEAST_KBYTES = 128;
    private static final int MOST_KBYTES = 262_144;
    private static final int ROOT_FACTOR = 16;
    private static final int PAGE_KBYTES = 4;
    private static final int PCP_TYPES = 3;
    private static final int BLOCKS_PER_ZONE = 2 + PCP_TYPES * PCP_TYPES;
    private static final int TWENTIETH = 20;
    private static final int HUGEPAGE_KBYTES_LIMIT = 512 * 1024;

    private MinFree() {}

    /**
     * The square-root rule, in KiB.
     *
     * @param lowFrames frames that a user request without high memory could use: managed less high watermark, over the zones up to
     *     Normal of all nodes (Linux: {@code nr_free_buffer_pages})
     */
    public static int ofLowMemory(long lowFrames) {
        return (int) Math.max(LEAST_KBYTES, Math.min(rootOf(lowFrames), MOST_KBYTES));
    }

    /** The square-root rule before it is limited; what a user set is kept where it is not less. */
    public static long rootOf(long lowFrames) {
        return squareRoot(lowFrames * PAGE_KBYTES * ROOT_FACTOR);
    }

    /**
     * What transparent huge pages ask for: room for a pageblock of each type in each zone, but at most a twentieth of low memory.
     * In KiB.
     *
     * @param zones populated zones up to Normal, over all nodes
     */
    public static int forHugePages(long pageblockFrames, int zones, long lowFrames) {
        long frames = Math.min(pageblockFrames * zones * BLOCKS_PER_ZONE, lowFrames / TWENTIETH);
        return (int) (frames * PAGE_KBYTES);
    }

    /** Whether the machine is too small for transparent huge pages, so that their rule never runs; below 512 MiB. */
    public static boolean tooSmallForHugePages(long totalFrames) {
        return totalFrames * PAGE_KBYTES < HUGEPAGE_KBYTES_LIMIT;
    }

    /** Whole square root (Linux: {@code int_sqrt}). */
    static long squareRoot(long value) {
        long root = (long) Math.sqrt((double) value);
        while (root * root > value) {
            root--;
        }
        while ((root + 1) * (root + 1) <= value) {
            root++;
        }
        return root;
    }
}
