package org.mmlab.physical.pcp;

import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

/**
 * The free frames that one CPU keeps of one zone (Linux: {@code struct per_cpu_pages}). Only state; {@link PcpAllocator} holds the
 * rules. Plain fields with package access, because they change together on the hot path.
 */
public final class PerCpuPages {
    /** {@link #flags} bit: the previous free was of order 1 to 3. */
    public static final int PREV_FREE_HIGH_ORDER = 1;
    /** {@link #flags} bit: the CPU's cache is large enough to keep a batch of order 1 to 3. */
    public static final int FREE_HIGH_BATCH = 2;

    int count;
    int high;
    int highMin;
    int highMax;
    int batch;
    int flags;
    int allocFactor;
    int freeCount;
    int expire;
    final int firstList;

    PerCpuPages(Zone zone, int cpu, PcpLists shape, FrameLists lists) {
        firstList = lists.lists();
        for (int list = 0; list < shape.count(); list++) {
            lists.newList("cpu " + cpu + " " + zone.label() + " order " + shape.orderOf(list) + " "
                    + MigrateType.kernelName(shape.migratetypeOf(list)));
        }
        batch = 1;
    }

    /** Frames on all lists. */
    public int count() {
        return count;
    }

    /** How many frames may stay on the lists at present. */
    public int high() {
        return high;
    }

    /** Least {@link #high}. */
    public int highMin() {
        return highMin;
    }

    /** Greatest {@link #high}. */
    public int highMax() {
        return highMax;
    }

    /** Frames that are moved at a time. */
    public int batch() {
        return batch;
    }

    /** {@link #PREV_FREE_HIGH_ORDER} and {@link #FREE_HIGH_BATCH}. */
    public int flags() {
        return flags;
    }

    /** By how many doublings the refill batch has grown. */
    public int allocFactor() {
        return allocFactor;
    }

    /** Linux 6.12: frames freed in a row; Linux 6.1: doublings of the free batch ({@code free_factor}). */
    public int freeCount() {
        return freeCount;
    }

    /** Number of the frame list at an index of {@link PcpLists}. */
    public int list(int index) {
        return firstList + index;
    }

    /** Sets the adaptive state, to continue from a recorded one. */
    public void setState(int newHigh, int newFlags, int newAllocFactor, int newFreeCount) {
        high = newHigh;
        flags = newFlags;
        allocFactor = newAllocFactor;
        freeCount = newFreeCount;
    }
}
