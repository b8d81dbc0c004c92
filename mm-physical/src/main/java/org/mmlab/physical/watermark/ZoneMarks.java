package org.mmlab.physical.watermark;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.memory.ZoneType;

/** The watermarks of a zone (Linux: {@code __setup_per_zone_wmarks}). In frames. */
public record ZoneMarks(long min, long low, long high, long promo) {
    private static final int LEAST_HIGH_MIN = 32;
    private static final int MOST_HIGH_MIN = 128;
    private static final int HIGH_FRACTION = 1024;
    private static final int FRAME_KBYTES_SHIFT = 2;

    /**
     * The watermarks of one zone.
     *
     * @param lowmem whether the zone counts as low memory ({@link #isLowmem})
     * @param lowmemManaged managed frames of all such zones of the machine
     */
    public static ZoneMarks of(long managed, boolean lowmem, long lowmemManaged, int minFreeKbytes, int scaleFactor) {
        long wanted = (minFreeKbytes >> FRAME_KBYTES_SHIFT) * managed;
        long share = lowmemManaged == 0 ? 0 : wanted / lowmemManaged;
        long min = lowmem ? share : Math.max(LEAST_HIGH_MIN, Math.min(managed / HIGH_FRACTION, MOST_HIGH_MIN));
        long step = Math.max(share >> 2, Fraction.ofTenThousand(managed, scaleFactor));
        return new ZoneMarks(min, min + step, min + 2 * step, min + 3 * step);
    }

    /**
     * Whether a zone's memory counts as low. Movable does not since Linux 6.10; before, it did unless it was taken from high memory.
     *
     * @param movableFrom the type of the zone from which Movable is taken
     */
    public static boolean isLowmem(ZoneType type, ZoneType movableFrom, KernelVersion kernel) {
        return switch (type) {
            case DMA, DMA32, NORMAL, DEVICE -> true;
            case HIGHMEM -> false;
            case MOVABLE -> !kernel.atLeast(KernelVersion.V6_12) && movableFrom != ZoneType.HIGHMEM;
        };
    }
}
