package org.mmlab.physical.zone;

import org.mmlab.api.memory.ZoneType;

/**
 * The settings of {@code /proc/sys/vm} that concern physical memory. Plain values: writing one changes nothing else; the
 * recomputations that a write causes in Linux are {@code org.mmlab.physical.node.MemorySysctl}'s.
 */
public final class MemoryTunables {
    private static final int DEFAULT_BOOST_FACTOR = 15000;
    private static final int DEFAULT_SCALE_FACTOR = 10;
    private static final int DEFAULT_MIN_FREE_KBYTES = 1024;
    private static final int NOT_SET = -1;
    private static final int DMA_RATIO = 256;
    private static final int NORMAL_RATIO = 32;
    private static final int DEFAULT_RECLAIM_DISTANCE = 30;

    private int minFreeKbytes = DEFAULT_MIN_FREE_KBYTES;
    private int userMinFreeKbytes = NOT_SET;
    private int watermarkBoostFactor = DEFAULT_BOOST_FACTOR;
    private int watermarkScaleFactor = DEFAULT_SCALE_FACTOR;
    private int pcpHighFraction;
    private int zoneReclaimMode;
    private boolean groupsByMobility = true;
    private final int nodeReclaimDistance = DEFAULT_RECLAIM_DISTANCE;
    private final int[] lowmemReserveRatio;

    /** Linux's defaults for an architecture. */
    public MemoryTunables(ZoneLayout layout) {
        lowmemReserveRatio = new int[layout.count()];
        for (int i = 0; i < lowmemReserveRatio.length; i++) {
            lowmemReserveRatio[i] = defaultRatio(layout.type(i));
        }
    }

    private static int defaultRatio(ZoneType type) {
        return switch (type) {
            case DMA, DMA32 -> DMA_RATIO;
            case NORMAL -> NORMAL_RATIO;
            case HIGHMEM, MOVABLE, DEVICE -> 0;
        };
    }

    /** Free memory to be kept, in KiB ({@code min_free_kbytes}). */
    public int minFreeKbytes() {
        return minFreeKbytes;
    }

    /** Sets {@link #minFreeKbytes}. */
    public void setMinFreeKbytes(int kbytes) {
        minFreeKbytes = kbytes;
    }

    /** What a user wrote to {@code min_free_kbytes}; negative where nobody did. A smaller computed value does not replace it. */
    public int userMinFreeKbytes() {
        return userMinFreeKbytes;
    }

    /** Sets {@link #userMinFreeKbytes}. */
    public void setUserMinFreeKbytes(int kbytes) {
        userMinFreeKbytes = kbytes;
    }

    /** How far watermarks are raised by mixing, in 1/10000 of the high watermark; 0 = not at all. */
    public int watermarkBoostFactor() {
        return watermarkBoostFactor;
    }

    /** Sets {@link #watermarkBoostFactor}. */
    public void setWatermarkBoostFactor(int factor) {
        watermarkBoostFactor = factor;
    }

    /** Distance between watermarks, in 1/10000 of the zone. */
    public int watermarkScaleFactor() {
        return watermarkScaleFactor;
    }

    /** Sets {@link #watermarkScaleFactor}. */
    public void setWatermarkScaleFactor(int factor) {
        watermarkScaleFactor = factor;
    }

    /** Fraction of a zone that per-CPU lists may hold ({@code percpu_pagelist_high_fraction}); 0 = Linux decides. */
    public int pcpHighFraction() {
        return pcpHighFraction;
    }

    /** Sets {@link #pcpHighFraction}. */
    public void setPcpHighFraction(int fraction) {
        pcpHighFraction = fraction;
    }

    /** Whether a node reclaims before another is used ({@code zone_reclaim_mode}): 0 = no; bits 1 reclaim, 2 write, 4 unmap. */
    public int zoneReclaimMode() {
        return zoneReclaimMode;
    }

    /** Sets {@link #zoneReclaimMode}. */
    public void setZoneReclaimMode(int mode) {
        zoneReclaimMode = mode;
    }

    /** Nodes farther away than that are not reclaimed for the sake of locality. */
    public int nodeReclaimDistance() {
        return nodeReclaimDistance;
    }

    /** Whether pageblocks are kept to one migratetype; not so with fewer than five of them (Linux: {@code page_group_by_mobility_disabled}). */
    public boolean groupsByMobility() {
        return groupsByMobility;
    }

    /** Sets {@link #groupsByMobility}, when the zonelists are built. */
    public void setGroupsByMobility(boolean groups) {
        groupsByMobility = groups;
    }

    /** Divisor of the protection of the zone at an index ({@code lowmem_reserve_ratio}); 0 = no protection. */
    public int lowmemReserveRatio(int zoneIndex) {
        return lowmemReserveRatio[zoneIndex];
    }

    /** Sets {@link #lowmemReserveRatio}; below 1 means 0. */
    public void setLowmemReserveRatio(int zoneIndex, int ratio) {
        lowmemReserveRatio[zoneIndex] = Math.max(ratio, 0);
    }
}
