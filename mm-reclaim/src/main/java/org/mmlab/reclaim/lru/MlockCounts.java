package org.mmlab.reclaim.lru;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/**
 * How many locked areas map each unevictable frame, and the moves to and from the unevictable list (Linux: {@code mm/mlock.c};
 * the count stands in the list links there). The count may be too low, never too high; reclaim mends it. No memory is used
 * until the first mlock.
 */
final class MlockCounts {
    private int[] counts = new int[0];

    /** Applies one batched mlock, or munlock, to a frame. */
    void apply(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages, boolean unlock) {
        if (unlock) {
            unlock(table, lruvec, stat, frame, pages);
        } else if (table.has(frame, FrameFlag.LRU)) {
            lock(table, lruvec, stat, frame, pages);
        }
    }

    void forget(@FrameIndex int frame) {
        if (Addresses.rawFrame(frame) < counts.length) {
            counts[Addresses.rawFrame(frame)] = 0;
        }
    }

    private void lock(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        boolean locked = table.has(frame, FrameFlag.MLOCKED);
        boolean unevictable = table.has(frame, FrameFlag.UNEVICTABLE);
        if (!locked) {
            if (unevictable) {
                rescue(table, lruvec, stat, frame, pages);
            }
        } else if (unevictable) {
            add(frame, 1);
        } else {
            lruvec.delete(frame);
            table.clear(frame, FrameFlag.ACTIVE);
            table.set(frame, FrameFlag.UNEVICTABLE);
            lruvec.addHead(frame);
            forget(frame);
            add(frame, 1);
            stat.add(VmEvent.UNEVICTABLE_PGS_CULLED, pages);
        }
    }

    private void unlock(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        boolean onList = table.has(frame, FrameFlag.LRU);
        boolean unevictable = table.has(frame, FrameFlag.UNEVICTABLE);
        if (onList && unevictable) {
            if (get(frame) > 0) {
                add(frame, -1);
            }
            if (get(frame) > 0) {
                return;
            }
        }
        if (table.testAndClear(frame, FrameFlag.MLOCKED)) {
            boolean moved = onList || !unevictable;
            stat.add(moved ? VmEvent.UNEVICTABLE_PGS_MUNLOCKED : VmEvent.UNEVICTABLE_PGS_STRANDED, pages);
        }
        if (onList && unevictable) {
            rescue(table, lruvec, stat, frame, pages);
        }
    }

    private static void rescue(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        lruvec.delete(frame);
        table.clear(frame, FrameFlag.UNEVICTABLE);
        lruvec.addHead(frame);
        stat.add(VmEvent.UNEVICTABLE_PGS_RESCUED, pages);
    }

    private int get(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        return i < counts.length ? counts[i] : 0;
    }

    private void add(@FrameIndex int frame, int delta) {
        int i = Addresses.rawFrame(frame);
        if (i >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(i + 1, counts.length * 2));
        }
        counts[i] += delta;
    }
}
