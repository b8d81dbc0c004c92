package org.mmlab.physical.watermark;

/**
 * How much each zone of a node keeps back from requests that could be served higher up, and what that reserves in all (Linux:
 * {@code setup_per_zone_lowmem_reserve}, {@code calculate_totalreserve_pages}). In frames.
 */
public final class Protection {
    private Protection() {}

    /**
     * The protections of a node's zones: {@code [zone][highest zone of the request]}.
     *
     * @param managed managed frames of the node's zones, by zone index
     * @param ratio {@code lowmem_reserve_ratio}, by zone index; 0 = none
     */
    public static long[][] of(long[] managed, int[] ratio) {
        int zones = managed.length;
        long[][] reserve = new long[zones][zones];
        for (int i = 0; i < zones; i++) {
            boolean none = ratio[i] == 0 || managed[i] == 0;
            long above = 0;
            for (int j = i + 1; j < zones; j++) {
                above += managed[j];
                reserve[i][j] = none ? 0 : above / ratio[i];
            }
        }
        return reserve;
    }

    /**
     * What a zone contributes to {@code totalreserve_pages}.
     *
     * @param reserve the zone's row of {@link #of}
     * @param highWatermark boost included
     */
    public static long reservedBy(int zone, long[] reserve, long highWatermark, long managed) {
        long most = 0;
        for (int j = zone; j < reserve.length; j++) {
            most = Math.max(most, reserve[j]);
        }
        return Math.min(managed, most + highWatermark);
    }
}
