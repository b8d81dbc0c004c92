package org.mmlab.hardware.disk;

/** How long a device takes for one block. Pure: all it depends on is passed in. */
public interface DiskTiming {
    /** What the kernel calls the device: {@code hdd}, {@code ssd}. */
    String name();

    /** Requests that the device works on at once. */
    int channels();

    /** Whether the order of blocks matters to it (Linux: {@code queue/rotational}). */
    boolean isRotational();

    /**
     * The time of one request.
     *
     * @param blocks size of the device
     * @param previous the block that the device handled last
     * @param block the block asked for
     * @param operation read or write
     * @param startNs when the device begins, in nanoseconds since power-on
     * @return nanoseconds until the block is transferred
     */
    long serviceNs(long blocks, long previous, long block, DiskOperation operation, long startNs);
}
