package org.mmlab.reclaim.swap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.workingset.Workingset;

/**
 * The machine's swap: areas, users, cache and readahead behind {@link Swap} (Linux: {@code mm/swapfile.c},
 * {@code mm/swap_state.c}, the swap part of {@code do_swap_page}). {@link VmEvent#PGMAJFAULT} is counted here.
 */
public final class SwapSystem implements Swap {
    private final FrameTable table;
    private final FramePool pool;
    private final FrameReferences references;
    private final PageIo io;
    private final VmStat stat;
    private final SwapMap map = new SwapMap();
    private final SwapCache cache;
    private final SwapReadahead readahead;
    private boolean lastReadWasMajor;

    /** No area yet. {@code pageCluster} is log2 of the readahead window ({@code vm.page-cluster}, 3 by default). */
    public SwapSystem(
            FrameTable table,
            FramePool pool,
            FrameReferences references,
            LruLists lru,
            Workingset workingset,
            PageIo io,
            VmStat stat,
            EventSink events,
            ZeroPages zeros,
            int pageCluster) {
        this.table = table;
        this.pool = pool;
        this.references = references;
        this.io = io;
        this.stat = stat;
        cache = new SwapCache(table, pool, references, lru, workingset, io, stat, events, map, zeros);
        readahead = new SwapReadahead(table, map, cache, stat, pageCluster);
        workingset.onSwapSpace(map::freeSlots);
        lru.onOrphan(frame -> cache.dropOrphan(frame, 0));
    }

    /** Turns an area on (Linux: {@code swapon}). The backend is attached already. */
    public void addArea(String name, SwapBackend backend, int priority) {
        map.add(name, backend, priority);
    }

    @Override
    public boolean active() {
        return !map.areas().isEmpty();
    }

    @Override
    public void duplicate(int entry) {
        map.addUser(entry);
    }

    @Override
    public void free(int entry) {
        if (map.dropUser(entry) > 0) {
            return;
        }
        @FrameIndex int frame = cache.lookup(entry);
        if (!FrameTable.exists(frame)) {
            map.freeIfUnused(entry);
            return;
        }
        cache.dropOrphan(table.head(frame), 0);
    }

    @Override
    public int users(int entry) {
        return map.users(entry);
    }

    @Override
    public @FrameIndex int lookup(int entry) {
        return cache.lookup(entry);
    }

    @Override
    public @FrameIndex int swapIn(int entry, SwapWindow window) {
        io.settle();
        @FrameIndex int frame = fetch(entry, window);
        if (lastReadWasMajor) {
            stat.count(VmEvent.PGMAJFAULT);
        }
        return frame;
    }

    /** As {@link #swapIn}, for who reads on nobody's behalf: does not count a major fault. */
    public @FrameIndex int fetch(int entry, SwapWindow window) {
        lastReadWasMajor = false;
        @FrameIndex int frame = cache.lookup(entry);
        if (FrameTable.exists(frame)) {
            readahead.found(entry, frame, window);
            references.get(table.head(frame));
        } else {
            frame = readIn(entry, window);
            if (!FrameTable.exists(frame)) {
                return Addresses.NO_FRAME;
            }
            lastReadWasMajor = true;
        }
        @FrameIndex int head = table.head(frame);
        while (table.has(head, FrameFlag.LOCKED) && io.await(head)) {
            continue;
        }
        return frame;
    }

    /** The frame of an absent entry with a reference for the caller, its read begun. */
    private @FrameIndex int readIn(int entry, SwapWindow window) {
        if (map.area(entry).backend.synchronous() && map.users(entry) == 1) {
            return cache.readDirect(entry, window);
        }
        readahead.around(entry, window);
        @FrameIndex int frame = cache.lookup(entry);
        if (!FrameTable.exists(frame)) {
            frame = cache.readAsync(entry, window);
        }
        if (FrameTable.exists(frame)) {
            references.get(frame);
        }
        return frame;
    }

    /** Reads an entry into the swap cache without waiting, for MADV_WILLNEED (Linux: {@code swapin_walk_pmd_entry}). */
    @Override
    public void willNeed(int entry, SwapWindow window) {
        if (!FrameTable.exists(cache.lookup(entry))) {
            cache.readAsync(entry, window);
        }
    }

    @Override
    public boolean lastReadWasMajor() {
        return lastReadWasMajor;
    }

    @Override
    public boolean freeCache(@FrameIndex int frame) {
        if (!table.has(frame, FrameFlag.SWAPCACHE) || table.has(frame, FrameFlag.WRITEBACK) || cache.hasUsers(frame)) {
            return false;
        }
        cache.delete(frame, Slot.EMPTY);
        table.set(frame, FrameFlag.DIRTY);
        return true;
    }

    @Override
    public boolean addToSwap(@FrameIndex int frame) {
        int entry = map.allocate(pool.pages(frame));
        if (entry == NO_ENTRY) {
            return false;
        }
        cache.insert(frame, entry);
        table.set(frame, FrameFlag.DIRTY);
        return true;
    }

    /**
     * Gives a frame of shared memory an entry with one user, the file, and puts it into the swap cache.
     *
     * @return the entry; {@link #NO_ENTRY} where swap is full
     */
    public int addShared(@FrameIndex int frame) {
        int entry = map.allocate(1);
        if (entry != NO_ENTRY) {
            map.addUser(entry);
            cache.insert(frame, entry);
        }
        return entry;
    }

    /** A frame of shared memory is back in its file: drops the file's use of the entry, and the frame from the swap cache. */
    public void takeShared(int entry, @FrameIndex int frame) {
        if (map.dropUser(entry) != 0) {
            throw new IllegalStateException("swap entry " + entry + " of shared memory had more than one user");
        }
        if (table.has(frame, FrameFlag.SWAPCACHE)) {
            cache.delete(frame, Slot.EMPTY);
        } else {
            map.freeIfUnused(entry);
        }
    }

    /** Begins to write a frame of the swap cache whose dirty bit was just cleared (Linux: {@code swap_writepage}); a page of zeros needs no write. */
    public void writeOut(@FrameIndex int frame) {
        cache.write(frame);
    }

    /**
     * Evicts a clean frame of the swap cache that nobody maps.
     *
     * @param shadow what {@link Workingset#evicted} made of it
     */
    public void evict(@FrameIndex int frame, long shadow) {
        cache.delete(frame, Slot.shadow(shadow));
    }

    /** A frame of the swap cache moves: {@code to} takes its entries and the cache's reference; the caller holds {@code from}. */
    public void replace(@FrameIndex int from, @FrameIndex int to) {
        cache.replace(from, to);
    }

    /** Swap entries that are free (Linux: {@code get_nr_swap_pages}). */
    public long freeEntries() {
        return map.freeSlots();
    }

    /** Swap entries in all (Linux: {@code total_swap_pages}). */
    public long totalEntries() {
        return map.totalSlots();
    }
}
