package org.mmlab.hardware.disk;

import org.mmlab.api.address.Addresses;

/**
 * A disk that turns: seek, then waiting for the sector, then transfer.
 *
 * <p>The seek takes {@link #SINGLE_TRACK_SEEK_NS} plus a share of the rest of a full stroke that grows with the square root of
 * the distance (Ruemmler and Wilkes, "An introduction to disk drive modeling", IEEE Computer, 1994); over uniformly random seeks
 * that averages 11.1 ms, where the data sheet says 12 (typical, read). The rotational position follows from the time. A block
 * right behind the previous one needs neither seek nor wait.
 */
public final class HardDiskTiming implements DiskTiming {
    /** One track: 1.0 ms (Hitachi Travelstar 5K320 SATA OEM specification, 4.4.2.3, typical, read). */
    public static final long SINGLE_TRACK_SEEK_NS = 1_000_000;
    /** Full stroke: 20.0 ms (same, 4.4.2.2). */
    public static final long FULL_STROKE_SEEK_NS = 20_000_000;
    /** One turn at 7200 rpm: 8.33 ms (Seagate Barracuda XT ST32000641AS data sheet: average latency 4.16 ms). */
    public static final long TURN_NS = 8_333_333;
    /** Sustained transfer at the outer diameter: 138 MB/s (same). */
    public static final long BYTES_PER_SECOND = 138_000_000;

    private static final long SECOND_NS = 1_000_000_000;
    private static final long BLOCK_NS = Addresses.PAGE_SIZE * SECOND_NS / BYTES_PER_SECOND;
    private static final long BLOCKS_PER_TRACK = TURN_NS / BLOCK_NS;

    /** The disk; it has no parameters. */
    public HardDiskTiming() {}

    @Override
    public String name() {
        return "hdd";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean isRotational() {
        return true;
    }

    @Override
    public long serviceNs(long blocks, long previous, long block, DiskOperation operation, long startNs) {
        if (block == previous + 1) {
            return BLOCK_NS;
        }
        long seek = seekNs(blocks, previous, block);
        return seek + rotationNs(block, startNs + seek) + BLOCK_NS;
    }

    private static long seekNs(long blocks, long previous, long block) {
        long from = previous / BLOCKS_PER_TRACK;
        long to = block / BLOCKS_PER_TRACK;
        if (from == to) {
            return 0;
        }
        double tracks = Math.max(1.0, (double) (blocks / BLOCKS_PER_TRACK));
        double stroke = Math.abs(to - from) / tracks;
        return SINGLE_TRACK_SEEK_NS + (long) ((FULL_STROKE_SEEK_NS - SINGLE_TRACK_SEEK_NS) * Math.sqrt(stroke));
    }

    private static long rotationNs(long block, long atNs) {
        long wanted = block % BLOCKS_PER_TRACK * BLOCK_NS;
        return Math.floorMod(wanted - atNs, TURN_NS);
    }
}
