package org.mmlab.hardware.tlb;

/**
 * Sizes of a CPU's TLBs, in entries and ways; 0 entries = the array is absent. Sets are a power of two.
 *
 * @param small entries for pages of the first level (4 KiB)
 * @param smallWays ways of that array
 * @param large entries for pages of the second level (2 or 4 MiB)
 * @param largeWays ways of that array
 * @param giant entries for pages of the third level (1 GiB)
 * @param giantWays ways of that array
 * @param second entries of the unified second-level TLB, for small and large pages
 * @param secondWays ways of it
 */
public record TlbGeometry(
        int small, int smallWays, int large, int largeWays, int giant, int giantWays, int second, int secondWays) {
    /** Data TLBs of Intel's Skylake: 64/4, 32/4, 4/4, and 1536/12 shared (Intel optimization manual, 2.5.5.2). */
    public static final TlbGeometry SKYLAKE = new TlbGeometry(64, 4, 32, 4, 4, 4, 1536, 12);

    /** The first level of {@link #SKYLAKE} alone. */
    public static final TlbGeometry ONE_LEVEL = new TlbGeometry(64, 4, 32, 4, 4, 4, 0, 1);

    /** Checks the sizes. */
    public TlbGeometry {
        check("small", small, smallWays);
        check("large", large, largeWays);
        check("giant", giant, giantWays);
        check("second", second, secondWays);
        if (small == 0) {
            throw new IllegalArgumentException("a TLB needs an array for small pages: small must be above 0");
        }
    }

    private static void check(String name, int entries, int ways) {
        if (entries == 0) {
            return;
        }
        if (entries < 0 || ways <= 0 || entries % ways != 0 || Integer.bitCount(entries / ways) != 1) {
            throw new IllegalArgumentException("TLB array '" + name + "' of " + entries + " entries and " + ways
                    + " ways: entries / ways must be a power of two");
        }
    }
}
