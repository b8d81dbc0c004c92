package org.mmlab.reclaim.workingset;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.lru.Lruvec;
import org.mmlab.reclaim.memory.FramePool;

/**
 * Makes shadows of evicted pages and judges refaults by them. A shadow is 62 bits: the eviction's age (51), the node (10) and
 * whether the page was part of the working set (1).
 */
public final class Workingset {
    private static final int NODE_BITS = 10;
    private static final int AGE_SHIFT = NODE_BITS + 1;
    private static final long AGE_MASK = (1L << 51) - 1;

    private final FrameTable table;
    private final FramePool pool;
    private final LruLists lru;
    private final VmStat stat;
    private SwapSpace swap = () -> 0;

    /** Over the lists of {@code lru}. */
    public Workingset(FrameTable table, FramePool pool, LruLists lru, VmStat stat) {
        this.table = table;
        this.pool = pool;
        this.lru = lru;
        this.stat = stat;
    }

    /** Says how much swap is free; called once by swap when it is made. */
    public void onSwapSpace(SwapSpace swap) {
        this.swap = swap;
    }

    /** The shadow of a page that is being evicted, and ages its lruvec (Linux: {@code workingset_eviction}). */
    public long evicted(@FrameIndex int frame) {
        Lruvec lruvec = lru.lruvecOf(frame);
        long age = lruvec.nonresidentAge();
        lruvec.age(pool.pages(frame));
        long inWorkingset = table.has(frame, FrameFlag.WORKINGSET) ? 1 : 0;
        return (age & AGE_MASK) << AGE_SHIFT | (long) lruvec.node() << 1 | inWorkingset;
    }

    /** A page with a shadow is back in {@code frame}, not yet on a list: counts and perhaps activates (Linux: {@code workingset_refault}). */
    public void refaulted(@FrameIndex int frame, long shadow) {
        int pages = pool.pages(frame);
        boolean file = !table.has(frame, FrameFlag.SWAPBACKED);
        stat.add(file ? VmEvent.WORKINGSET_REFAULT_FILE : VmEvent.WORKINGSET_REFAULT_ANON, pages);
        if (!recent(shadow, file)) {
            return;
        }
        Lruvec here = lru.lruvecOf(frame);
        table.set(frame, FrameFlag.ACTIVE);
        here.age(pages);
        here.refaultsActivated(file, pages);
        stat.add(file ? VmEvent.WORKINGSET_ACTIVATE_FILE : VmEvent.WORKINGSET_ACTIVATE_ANON, pages);
        if ((shadow & 1) != 0) {
            table.set(frame, FrameFlag.WORKINGSET);
            here.noteCost(file, pages, 0);
            stat.add(file ? VmEvent.WORKINGSET_RESTORE_FILE : VmEvent.WORKINGSET_RESTORE_ANON, pages);
        }
    }

    /** A page was activated: the inactive pages are that much further from eviction (Linux: {@code workingset_activation}). */
    public void activated(@FrameIndex int frame) {
        lru.lruvecOf(frame).age(pool.pages(frame));
    }

    /** Whether the page would still be here had the inactive list been as long as the lists it competes with. */
    private boolean recent(long shadow, boolean file) {
        Lruvec lruvec = lru.lruvec((int) (shadow >>> 1) & ((1 << NODE_BITS) - 1));
        long distance = (lruvec.nonresidentAge() - (shadow >>> AGE_SHIFT)) & AGE_MASK;
        long size = lruvec.frames(LruList.ACTIVE_FILE);
        if (!file) {
            size += lruvec.frames(LruList.INACTIVE_FILE);
        }
        if (swap.freeEntries() > 0) {
            size += lruvec.frames(LruList.ACTIVE_ANON);
            if (file) {
                size += lruvec.frames(LruList.INACTIVE_ANON);
            }
        }
        return distance <= size;
    }

    /** How much swap is free. */
    @FunctionalInterface
    public interface SwapSpace {
        /** Swap entries that are free. */
        long freeEntries();
    }
}
