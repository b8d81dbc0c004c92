package org.mmlab.physical.compaction;

import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

/**
 * How broken up the free memory of a zone is, for blocks of an order (Linux: {@code mm/vmstat.c}; Mel Gorman, Supporting the
 * Allocation of Large Contiguous Regions of Memory, 2006). O(orders and types). Figures are in thousandths, as debugfs shows them.
 */
public final class Fragmentation {
    /** What {@link #index} gives where a block is free, so that no allocation would fail. */
    public static final int WOULD_SUCCEED = -1000;

    private static final int WHOLE = 1000;

    private final long freeFrames;
    private final long freeBlocks;
    private final long suitableBlocks;
    private final int order;

    private Fragmentation(long freeFrames, long freeBlocks, long suitableBlocks, int order) {
        this.freeFrames = freeFrames;
        this.freeBlocks = freeBlocks;
        this.suitableBlocks = suitableBlocks;
        this.order = order;
    }

    /** The state of a zone with regard to blocks of 2^{@code order} frames (Linux: {@code fill_contig_page_info}). */
    public static Fragmentation of(Zone zone, int order) {
        FreeBlocks free = zone.freeBlocks();
        long frames = 0;
        long total = 0;
        long suitable = 0;
        for (int o = 0; o < FrameAllocator.ORDERS; o++) {
            long blocks = 0;
            for (int type = 0; type < MigrateType.COUNT; type++) {
                blocks += free.blocks(o, type);
            }
            total += blocks;
            frames += blocks << o;
            suitable += o >= order ? blocks << (o - order) : 0;
        }
        return new Fragmentation(frames, total, suitable, order);
    }

    /**
     * Why an allocation of the order would fail: towards 0 for want of memory, towards 1000 because memory is broken up; {@link
     * #WOULD_SUCCEED} where it would not fail (Linux: {@code __fragmentation_index}).
     */
    public int index() {
        if (freeBlocks == 0) {
            return 0;
        }
        if (suitableBlocks > 0) {
            return WOULD_SUCCEED;
        }
        return (int) (WHOLE - (WHOLE + freeFrames * WHOLE / (1L << order)) / freeBlocks);
    }

    /** The share of free memory that lies in blocks too small for the order; 1000 where nothing is free (Linux: {@code unusable_free_index}). */
    public int unusable() {
        return freeFrames == 0 ? WHOLE : (int) ((freeFrames - (suitableBlocks << order)) * WHOLE / freeFrames);
    }

    /** {@link #unusable} in percent, 0 where nothing is free (Linux: {@code extfrag_for_order}). */
    public int percent() {
        return freeFrames == 0 ? 0 : (int) ((freeFrames - (suitableBlocks << order)) * 100 / freeFrames);
    }
}
