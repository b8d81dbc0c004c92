package org.mmlab.hardware.cache;

/**
 * The size of one cache.
 *
 * @param bytes all of it
 * @param ways lines of a set
 */
public record CacheGeometry(int bytes, int ways) {
    /** log2 of the bytes of a line. */
    public static final int LINE_SHIFT = 6;
    /** Bytes of a line. */
    public static final int LINE_BYTES = 1 << LINE_SHIFT;

    /** Level 1 data cache of Intel's Skylake client core (AnandTech, "The Intel Skylake-X review", 2017, page 4). */
    public static final CacheGeometry SKYLAKE_L1 = new CacheGeometry(32 << 10, 8);
    /** Level 2 cache of the same. */
    public static final CacheGeometry SKYLAKE_L2 = new CacheGeometry(256 << 10, 4);
    /** Level 3 cache of the same: four slices of 2 MiB. */
    public static final CacheGeometry SKYLAKE_L3 = new CacheGeometry(8 << 20, 16);

    /** Checks the sizes. */
    public CacheGeometry {
        if (bytes <= 0
                || ways <= 0
                || bytes % (ways * LINE_BYTES) != 0
                || Integer.bitCount(bytes / (ways * LINE_BYTES)) != 1) {
            throw new IllegalArgumentException("a cache of " + bytes + " bytes and " + ways + " ways: bytes / (ways * "
                    + LINE_BYTES + ") must be a power of two");
        }
    }

    /** Number of sets. */
    public int sets() {
        return bytes / (ways * LINE_BYTES);
    }
}
