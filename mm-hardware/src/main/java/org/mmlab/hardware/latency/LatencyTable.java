package org.mmlab.hardware.latency;

import org.mmlab.hardware.numa.NumaTopology;

/**
 * The latencies of a machine in picoseconds.
 *
 * @param cache1Ps a hit in the level 1 cache
 * @param cache2Ps a hit in the level 2 cache
 * @param cache3Ps a hit in the level 3 cache
 * @param controllerPs from the level 3 miss to the DRAM command and back, without the DRAM itself
 * @param columnPs DRAM: read from an open row (CL)
 * @param activatePs DRAM: opening a row (tRCD)
 * @param prechargePs DRAM: closing a row (tRP)
 */
public record LatencyTable(
        long cache1Ps,
        long cache2Ps,
        long cache3Ps,
        long controllerPs,
        long columnPs,
        long activatePs,
        long prechargePs) {
    /** A clock cycle at 4.0 GHz, the base frequency of Intel's Core i7-6700K. */
    private static final long CYCLE_PS = 250;

    /**
     * A desktop of 2015: Core i7-6700K with one channel of DDR4-2400.
     * <ul>
     *   <li>caches: 4, 11 and 44 cycles (AnandTech, "The Intel Skylake-X review", 2017, page 4, column Skylake-S);
     *   <li>DRAM: CL = tRCD = tRP = 17 cycles = 14.16 ns (Micron, 4Gb DDR4 SDRAM data sheet, table 152, DDR4-2400 17-17-17);
     *   <li>controller: 20 ns, an assumption: what is left of some 50 ns of load-to-use latency for an open row without the
     *       level 3 look-up and CL.
     * </ul>
     */
    public static final LatencyTable SKYLAKE_DDR4_2400 =
            new LatencyTable(4 * CYCLE_PS, 11 * CYCLE_PS, 44 * CYCLE_PS, 20_000, 14_160, 14_160, 14_160);

    /** Checks the figures. */
    public LatencyTable {
        if (Math.min(Math.min(cache1Ps, cache2Ps), Math.min(cache3Ps, controllerPs)) < 0
                || Math.min(columnPs, Math.min(activatePs, prechargePs)) < 0) {
            throw new IllegalArgumentException(
                    "a latency is below 0: cache " + cache1Ps + ", " + cache2Ps + ", " + cache3Ps + ", controller "
                            + controllerPs + ", DRAM " + columnPs + ", " + activatePs + ", " + prechargePs);
        }
    }

    /** A hit in the cache of {@code level}, 1 to 3. */
    public long cachePs(int level) {
        return level == 1 ? cache1Ps : level == 2 ? cache2Ps : cache3Ps;
    }

    /** A DRAM access by what its bank's row buffer holds. */
    public long dramPs(RowState row) {
        return switch (row) {
            case OPEN -> columnPs;
            case CLOSED -> activatePs + columnPs;
            case OTHER -> prechargePs + activatePs + columnPs;
        };
    }

    /** A latency seen over a distance: in proportion, since 10 is local and 20 twice as slow (ACPI 6.5, 5.2.17). */
    public static long overDistance(long localPs, int distance) {
        return localPs * distance / NumaTopology.LOCAL;
    }
}
