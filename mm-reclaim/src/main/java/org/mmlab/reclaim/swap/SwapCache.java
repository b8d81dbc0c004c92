package org.mmlab.reclaim.swap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap.SwapWindow;
import org.mmlab.api.memory.Gfp;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.workingset.Workingset;

/**
 * The frames that belong to swap entries (Linux: {@code mm/swap_state.c}, {@code mm/page_io.c}). A frame in it has
 * {@link FrameFlag#SWAPCACHE}, its entry in {@code private}, and a reference held by the cache.
 */
final class SwapCache implements PageIo.Client {
    private static final int HELD_BY_IO = 1;

    private final FrameTable table;
    private final FramePool pool;
    private final FrameReferences references;
    private final LruLists lru;
    private final Workingset workingset;
    private final PageIo io;
    private final VmStat stat;
    private final EventSink events;
    private final SwapMap map;
    private final ZeroPages zeros;

    SwapCache(
            FrameTable table,
            FramePool pool,
            FrameReferences references,
            LruLists lru,
            Workingset workingset,
            PageIo io,
            VmStat stat,
            EventSink events,
            SwapMap map,
            ZeroPages zeros) {
        this.table = table;
        this.pool = pool;
        this.references = references;
        this.lru = lru;
        this.workingset = workingset;
        this.io = io;
        this.stat = stat;
        this.events = events;
        this.map = map;
        this.zeros = zeros;
    }

    /** The cached frame of an entry, or {@code NO_FRAME}. */
    @FrameIndex int lookup(int entry) {
        long slot = map.area(entry).cache.get(SwapEntry.slot(entry));
        return Slot.isFrame(slot) ? Slot.toFrame(slot) : Addresses.NO_FRAME;
    }

    /** Puts a frame, with as many entries as it has pages, into the cache. */
    void insert(@FrameIndex int frame, int entry) {
        SwapArea area = map.area(entry);
        int pages = pool.pages(frame);
        for (int i = 0; i < pages; i++) {
            area.cache.set(SwapEntry.slot(entry) + i, Slot.frame(frame + i, 0));
        }
        table.set(frame, FrameFlag.SWAPCACHE);
        table.setPrivate(frame, entry);
        references.get(frame);
        lru.members().swapped(frame, entry);
    }

    /**
     * Takes a frame out of the cache and drops the cache's reference; frees slots without users.
     *
     * @param shadow {@link Slot#EMPTY}, or the shadow slot that is left where the entry has users
     */
    void delete(@FrameIndex int frame, long shadow) {
        int entry = table.privateValue(frame);
        SwapArea area = map.area(entry);
        int pages = pool.pages(frame);
        for (int i = 0; i < pages; i++) {
            area.cache.set(SwapEntry.slot(entry) + i, shadow);
        }
        table.clear(frame, FrameFlag.SWAPCACHE);
        table.setPrivate(frame, 0);
        for (int i = 0; i < pages; i++) {
            map.freeIfUnused(entry + i);
        }
        references.put(frame);
    }

    /** Puts {@code to} in the place of {@code from}, which somebody else holds too: the page moves, its entries stay. */
    void replace(@FrameIndex int from, @FrameIndex int to) {
        int entry = table.privateValue(from);
        SwapArea area = map.area(entry);
        int pages = pool.pages(from);
        for (int i = 0; i < pages; i++) {
            area.cache.set(SwapEntry.slot(entry) + i, Slot.frame(to + i, 0));
        }
        table.set(to, FrameFlag.SWAPCACHE);
        table.setPrivate(to, entry);
        references.get(to);
        table.clear(from, FrameFlag.SWAPCACHE);
        table.setPrivate(from, 0);
        references.put(from);
    }

    /** A new, locked frame for an entry, in the cache, its read begun but not waited for; {@code NO_FRAME} without memory. */
    @FrameIndex int readAsync(int entry, SwapWindow window) {
        @FrameIndex int frame = newFrame(entry, window);
        if (FrameTable.exists(frame)) {
            insert(frame, entry);
            lru.add(frame);
            startRead(entry, frame);
            references.put(frame); // the cache keeps it
        }
        return frame;
    }

    /** As {@link #readAsync}, but beside the cache; the frame's reference is the caller's. */
    @FrameIndex int readDirect(int entry, SwapWindow window) {
        @FrameIndex int frame = newFrame(entry, window);
        if (FrameTable.exists(frame)) {
            table.setPrivate(frame, entry); // says what it is until it is mapped
            lru.add(frame);
            table.setPrivate(frame, 0);
            startRead(entry, frame);
        }
        return frame;
    }

    /** Begins to write a frame of the cache to its slots, unless it is zero; its dirty bit is clear already. */
    void write(@FrameIndex int frame) {
        int entry = table.privateValue(frame);
        SwapArea area = map.area(entry);
        int pages = pool.pages(frame);
        if (zeros.keep(area, SwapEntry.slot(entry), frame, pages)) {
            return;
        }
        long done = 0;
        for (int i = 0; i < pages; i++) {
            done = Math.max(done, area.backend.write(SwapEntry.slot(entry) + i, frame + i));
        }
        table.set(frame, FrameFlag.WRITEBACK);
        stat.add(VmEvent.PSWPOUT, pages);
        stat.add(VmEvent.PGPGOUT, 4L * pages);
        events.event(EventKind.SWAP_OUT, Addresses.rawPhys(pool.address(frame)) >>> Addresses.PAGE_SHIFT, entry, 0);
        submit(PageIo.Direction.WRITE, frame, done, area.backend.synchronous());
    }

    private @FrameIndex int newFrame(int entry, SwapWindow window) {
        @FrameIndex int frame = pool.allocate(Gfp.HIGHUSER_MOVABLE, window.policy(), window.interleaveIndex());
        if (!FrameTable.exists(frame)) {
            return Addresses.NO_FRAME;
        }
        table.set(frame, FrameFlag.LOCKED | FrameFlag.SWAPBACKED);
        long slot = map.area(entry).cache.get(SwapEntry.slot(entry));
        if (Slot.isShadow(slot)) {
            workingset.refaulted(frame, Slot.toShadow(slot));
        }
        return frame;
    }

    private void startRead(int entry, @FrameIndex int frame) {
        SwapArea area = map.area(entry);
        if (zeros.fill(area, SwapEntry.slot(entry), frame)) {
            io.submit(PageIo.Direction.READ, frame, 0, this);
            return;
        }
        long done = area.backend.read(SwapEntry.slot(entry), frame);
        zeros.read(frame);
        stat.count(VmEvent.PSWPIN);
        stat.add(VmEvent.PGPGIN, 4);
        events.event(EventKind.SWAP_IN, Addresses.rawPhys(pool.address(frame)) >>> Addresses.PAGE_SHIFT, entry, 0);
        submit(PageIo.Direction.READ, frame, done, area.backend.synchronous());
    }

    /** A synchronous transfer is over when its call returns; the time that it took is spent by the one who made it. */
    private void submit(PageIo.Direction direction, @FrameIndex int frame, long doneNs, boolean synchronous) {
        io.submit(direction, frame, synchronous ? 0 : doneNs, this);
        if (synchronous) {
            io.spend(doneNs);
        }
    }

    @Override
    public void readDone(@FrameIndex int frame) {
        table.set(frame, FrameFlag.UPTODATE);
        table.clear(frame, FrameFlag.LOCKED);
        dropOrphan(frame, HELD_BY_IO);
    }

    @Override
    public void writeDone(@FrameIndex int frame) {
        table.clear(frame, FrameFlag.WRITEBACK);
        dropOrphan(frame, HELD_BY_IO);
        if (table.testAndClear(frame, FrameFlag.RECLAIM) && table.has(frame, FrameFlag.SWAPCACHE)) {
            lru.rotateReclaimable(frame);
        }
    }

    /**
     * Whether nobody maps, holds or transfers a frame: the references that are left are the cache's and, before the frame is on its
     * list, that of an LRU batch.
     */
    private boolean idle(@FrameIndex int frame) {
        int expected = table.has(frame, FrameFlag.LRU) ? 1 : 2;
        return table.mapcount(frame) == 0
                && table.refcount(frame) <= expected
                && !table.hasAny(frame, FrameFlag.WRITEBACK | FrameFlag.LOCKED | FrameFlag.ISOLATED);
    }

    /** Takes a frame out of the cache that no entry and nobody else needs. */
    void dropOrphan(@FrameIndex int frame, int heldByCaller) {
        if (table.has(frame, FrameFlag.SWAPCACHE) && !hasUsers(frame) && table.mapcount(frame) == 0) {
            table.addRef(frame, -heldByCaller);
            boolean orphan = idle(frame);
            table.addRef(frame, heldByCaller);
            if (orphan) {
                delete(frame, Slot.EMPTY);
            }
        }
    }

    /** Users of the entries of a frame in the cache. */
    boolean hasUsers(@FrameIndex int frame) {
        int entry = table.privateValue(frame);
        int pages = pool.pages(frame);
        for (int i = 0; i < pages; i++) {
            if (map.users(entry + i) != 0) {
                return true;
            }
        }
        return false;
    }
}
