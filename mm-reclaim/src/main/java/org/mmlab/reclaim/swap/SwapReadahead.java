package org.mmlab.reclaim.swap;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap.SwapWindow;

/**
 * Which entries are read along with the one that is needed (Linux: {@code swap_cluster_readahead}, {@code swap_vma_readahead}):
 * an aligned block of slots on a disk with moving heads, else the neighbours in the address space. The window grows with the
 * hits of the one before.
 */
final class SwapReadahead {
    private static final int LARGEST_WINDOW_SHIFT = 5;
    private static final int WINDOW_BITS = 6;
    private static final int HIT_BITS = 6;

    private final FrameTable table;
    private final SwapMap map;
    private final SwapCache cache;
    private final VmStat stat;
    private final int pageCluster;

    private long previousSlot;
    private int previousWindow;
    private int hits;

    private static final long FIRST_HITS = 4;

    /** @param pageCluster log2 of the largest window ({@code vm.page-cluster}) */
    SwapReadahead(FrameTable table, SwapMap map, SwapCache cache, VmStat stat, int pageCluster) {
        this.table = table;
        this.map = map;
        this.cache = cache;
        this.stat = stat;
        this.pageCluster = pageCluster;
    }

    /** A frame was found in the swap cache: if readahead put it there, that was a hit. */
    void found(int entry, @FrameIndex int frame, SwapWindow window) {
        if (table.has(frame, FrameFlag.WRITEBACK) || !table.testAndClear(frame, FrameFlag.RECLAIM)) {
            return;
        }
        stat.count(VmEvent.SWAP_RA_HIT);
        if (map.area(entry).backend.rotational()) {
            hits++;
        } else {
            long info = remembered(window);
            long count = Math.min((1 << HIT_BITS) - 1, (info & (1 << HIT_BITS) - 1) + 1);
            window.remember((info & -(1L << HIT_BITS)) | count);
        }
    }

    /** Begins to read what comes along with {@code entry}, which may be among it. */
    void around(int entry, SwapWindow window) {
        if (map.area(entry).backend.rotational()) {
            bySlot(entry, window);
        } else {
            byAddress(window);
        }
    }

    private void bySlot(int entry, SwapWindow window) {
        int max = 1 << pageCluster;
        if (max == 1) {
            return;
        }
        int slot = SwapEntry.slot(entry);
        int pages = windowPages(previousSlot, slot, hits, max, previousWindow);
        if (hits == 0) {
            previousSlot = slot;
        }
        hits = 0;
        previousWindow = pages;
        int mask = pages - 1;
        SwapArea area = map.area(entry);
        int first = Math.max(1, slot & ~mask);
        int last = Math.min(area.users.length - 1, slot | mask);
        for (int at = first; at <= last && mask != 0; at++) {
            read(SwapEntry.of(area.number, at), at != slot, window);
        }
    }

    private void byAddress(SwapWindow window) {
        int max = 1 << Math.min(pageCluster, LARGEST_WINDOW_SHIFT);
        if (max == 1) {
            return;
        }
        long info = remembered(window);
        long previous = info >>> (WINDOW_BITS + HIT_BITS);
        int lastWindow = (int) (info >>> HIT_BITS) & ((1 << WINDOW_BITS) - 1);
        int lastHits = (int) info & ((1 << HIT_BITS) - 1);
        long page = window.virtualPage();
        int pages = windowPages(previous, page, lastHits, max, lastWindow);
        window.remember(page << (WINDOW_BITS + HIT_BITS) | (long) pages << HIT_BITS);
        if (pages == 1) {
            return;
        }
        int first = page == previous + 1 ? 0 : previous == page + 1 ? 1 - pages : -((pages - 1) / 2);
        for (int delta = first; delta < first + pages; delta++) {
            int neighbour = window.entryAt(delta);
            if (neighbour > 0) {
                read(neighbour, delta != 0, window);
            }
        }
    }

    /** An area that remembers nothing starts with four hits, so that its first fault reads ahead (Linux: {@code GET_SWAP_RA_VAL}). */
    private static long remembered(SwapWindow window) {
        long info = window.remembered();
        return info == 0 ? FIRST_HITS : info;
    }

    private void read(int entry, boolean ahead, SwapWindow window) {
        if (map.users(entry) == 0 || FrameTable.exists(cache.lookup(entry))) {
            return;
        }
        @FrameIndex int frame = cache.readAsync(entry, window);
        if (ahead && FrameTable.exists(frame)) {
            table.set(frame, FrameFlag.RECLAIM);
            stat.count(VmEvent.SWAP_RA);
        }
    }

    /** Linux: {@code __swapin_nr_pages}. */
    private static int windowPages(long previous, long now, int hits, int max, int previousWindow) {
        int pages = hits + 2;
        if (pages == 2) {
            if (now != previous + 1 && now != previous - 1) {
                pages = 1;
            }
        } else {
            pages = Math.max(4, Integer.highestOneBit(pages - 1) << 1);
        }
        return Math.max(Math.min(pages, max), previousWindow / 2);
    }
}
