package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadState;
import org.mmlab.api.reclaim.ReadaheadWindow;
import org.mmlab.reclaim.index.Slot;

/**
 * Brings pages of files on the device in: for faults, for read(2) and ahead of both (Linux: {@code filemap_fault},
 * {@code filemap_get_pages}, {@code page_cache_ra_unbounded}, {@code page_cache_ra_order}).
 */
final class FileReader {
    /** Instead of the end of an area that may be executed: it may not. */
    static final long DATA = -1;
    /** What page cache pages are allocated with. */
    static final int GFP = Gfp.HIGHUSER_MOVABLE;
    /** Readahead gives up early, and must not wait for the file system that it runs in. */
    private static final int READAHEAD_GFP = (Gfp.HIGHUSER_MOVABLE | Gfp.NORETRY | Gfp.NOWARN) & ~Gfp.FS;

    private static final int LARGEST_FORCED_READ = 512;

    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final FileIo io;
    private final Readahead policy;
    private final FolioSizes folios;
    private final int readaheadPages;
    private final ReadaheadWindow window = new ReadaheadWindow();
    private boolean major;
    private boolean retried;

    FileReader(CacheParts parts, CachePages pages, FileIo io, Readahead policy, FolioSizes folios, int readaheadPages) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.io = io;
        this.policy = policy;
        this.folios = folios;
        this.readaheadPages = readaheadPages;
    }

    /** Whether the last fault found its page absent. */
    boolean major() {
        return major;
    }

    /** Whether the last fault started I/O or waited for it. */
    boolean retried() {
        return retried;
    }

    /**
     * The frame of a page for a fault, up to date; {@code NO_FRAME} where memory ran out.
     *
     * @param codeEnd the page behind those that the area maps, if it may be executed; else {@link #DATA}
     */
    @FrameIndex int fault(CachedFile file, ReadaheadState state, long index, Access access, long codeEnd) {
        major = false;
        retried = false;
        @FrameIndex int frame = pages.lookup(file, index);
        if (FrameTable.exists(frame)) {
            policy.onFaultHit(state, access);
            if (takeMarker(file, index, frame)) {
                int order = Slot.order(file.pages.get(index));
                policy.onMarker(file, state, index, order, windowOf(state), access, window);
                bringInChecked(file);
                retried = true;
            }
        } else {
            major = true;
            parts.stat().count(VmEvent.PGMAJFAULT);
            if (codeEnd == DATA) {
                policy.onFaultMiss(file, state, index, access, window);
            } else {
                policy.onExecutableMiss(file, state, index, access, codeEnd, window);
            }
            retried = bringInChecked(file) > 0;
        }
        return upToDate(file, index);
    }

    private int windowOf(ReadaheadState state) {
        return readaheadPages * state.windowFactor;
    }

    /** Finds the page that a read(2) of {@code wanted} pages from {@code index} needs first. */
    @FrameIndex int forRead(CachedFile file, OpenReader reader, long index, int wanted) {
        @FrameIndex int frame = pages.lookup(file, index);
        if (!FrameTable.exists(frame)) {
            policy.onReadMiss(file, reader.readahead, index, wanted, reader.access, window);
            bringInChecked(file);
            frame = pages.lookup(file, index);
        }
        if (FrameTable.exists(frame) && takeMarker(file, index, frame)) {
            int order = Slot.order(file.pages.get(index));
            policy.onMarker(file, reader.readahead, index, order, wanted, reader.access, window);
            bringInChecked(file);
        }
        return upToDate(file, index);
    }

    /** Reads a range ahead regardless of the policy, at most what the device takes at once (Linux: {@code force_page_cache_ra}). */
    void force(CachedFile file, long first, long last, int most) {
        long left = Math.min(last - first + 1, most);
        long index = first;
        while (left > 0) {
            int chunk = (int) Math.min(left, LARGEST_FORCED_READ);
            window.set(index, chunk, ReadaheadWindow.NO_MARKER, 0);
            bringIn(file, window);
            index += chunk;
            left -= chunk;
        }
    }

    /** The frame of a page without readahead, up to date; {@code NO_FRAME} where memory ran out. */
    @FrameIndex int single(CachedFile file, long index) {
        return upToDate(file, index);
    }

    /** Waits for the page, reading it by itself where readahead left it out. */
    private @FrameIndex int upToDate(CachedFile file, long index) {
        while (true) {
            @FrameIndex int frame = pages.lookup(file, index);
            if (!FrameTable.exists(frame)) {
                frame = pages.add(file, index, 0, GFP);
                if (!FrameTable.exists(frame)) {
                    return Addresses.NO_FRAME;
                }
                retried = true;
                io.read(file, frame);
                io.submitReads();
            }
            if (!table.hasAny(frame, FrameFlag.LOCKED | FrameFlag.UPTODATE)) {
                retried = true; // a page that was only looked for, or zeroed in part (Truncation)
                if (table.has(frame, FrameFlag.DIRTY)) {
                    table.set(frame, FrameFlag.UPTODATE);
                } else {
                    table.set(frame, FrameFlag.LOCKED);
                    io.read(file, frame);
                    io.submitReads();
                }
            }
            if (!table.has(frame, FrameFlag.LOCKED)) {
                return frame;
            }
            retried = true;
            parts.references().get(frame);
            while (table.has(frame, FrameFlag.LOCKED) && parts.io().await(frame)) {
                continue;
            }
            boolean still = pages.lookup(file, index) == frame;
            parts.references().put(frame);
            if (still) {
                return frame;
            }
        }
    }

    /** Whether the folio of a page carries the marker, which is gone after this. */
    private boolean takeMarker(CachedFile file, long index, @FrameIndex int frame) {
        if (!table.has(frame, FrameFlag.RECLAIM) || table.has(frame, FrameFlag.WRITEBACK)) {
            return false;
        }
        int order = Slot.order(file.pages.get(index));
        long first = index & -(1L << order);
        for (long i = first; i < first + (1L << order); i++) {
            @FrameIndex int member = pages.lookup(file, i);
            if (FrameTable.exists(member)) {
                table.clear(member, FrameFlag.RECLAIM);
            }
        }
        return true;
    }

    /** What the policy must not answer would go wrong later, far from the policy. */
    private int bringInChecked(CachedFile file) {
        if (window.start() < 0
                || window.pages() < 0
                || window.order() < 0
                || window.order() > FrameAllocator.MAX_ORDER) {
            throw PolicyException.brokenBy(
                    Readahead.class,
                    policy,
                    "window.set",
                    window.pages() + " pages from page " + window.start() + " in folios of order " + window.order(),
                    "give 0 pages or more, from page 0 on, in folios of order 0 to " + FrameAllocator.MAX_ORDER);
        }
        return bringIn(file, window);
    }

    /** Begins to read the absent pages of a window; returns how many. */
    private int bringIn(CachedFile file, ReadaheadWindow wanted) {
        long end = Math.min(wanted.start() + wanted.pages(), file.pages());
        int read = 0;
        long index = wanted.start();
        if (folios.large()) {
            while (index < end) {
                int order = folios.orderAt(index, wanted.order(), end - 1);
                int added = addFolio(file, index, order, wanted.marker());
                read += added;
                if (added < 1 << order) {
                    break;
                }
                index += added;
            }
        }
        long marker = markerOf(wanted, index, end);
        while (index < end) {
            if (!Slot.isFrame(file.pages.get(index))) {
                if (addFolio(file, index, 0, marker) == 0) {
                    break;
                }
                read++;
            }
            index++;
        }
        io.submitReads();
        return read;
    }

    /**
     * Where the marker of a window of single pages goes whose end the file's end cut off: as far from the new end as it was from
     * the old one, and nowhere if that is before the window (Linux: {@code do_page_cache_ra}, {@code page_cache_ra_unbounded}).
     */
    private static long markerOf(ReadaheadWindow wanted, long first, long end) {
        if (wanted.marker() == ReadaheadWindow.NO_MARKER) {
            return ReadaheadWindow.NO_MARKER;
        }
        long async = wanted.start() + wanted.pages() - wanted.marker();
        return async <= end - first ? end - async : ReadaheadWindow.NO_MARKER;
    }

    /** Adds and begins to read a folio; stops before the first page that is present, and where memory is short. */
    private int addFolio(CachedFile file, long first, int order, long marker) {
        int count = 1 << order;
        for (int i = 0; i < count; i++) {
            if (Slot.isFrame(file.pages.get(first + i))) {
                return 0;
            }
        }
        boolean marked = marker != ReadaheadWindow.NO_MARKER && (marker & -(1L << order)) == first;
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = pages.add(file, first + i, order, READAHEAD_GFP);
            if (!FrameTable.exists(frame)) {
                return i;
            }
            if (marked) {
                table.set(frame, FrameFlag.RECLAIM);
            }
            io.read(file, frame);
        }
        return count;
    }
}
