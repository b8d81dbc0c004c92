package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.reclaim.index.Slot;

/**
 * Makes smaller folios of a large one: for madvise of a part of it, and where a range that goes cuts it (Linux:
 * {@code split_folio}, {@code truncate_inode_partial_folio}). Pages of a file are unmapped for that and not mapped again; locked
 * areas do not object. A dirty folio keeps its size, for its buffers cannot be released. O(pages of the folio).
 */
final class FolioSplit {
    private static final int BUSY = FrameFlag.DIRTY | FrameFlag.WRITEBACK | FrameFlag.LOCKED;

    private final CacheParts parts;
    private final FrameTable table;
    private final FileIo io;

    FolioSplit(CacheParts parts, FileIo io) {
        this.parts = parts;
        this.table = parts.table();
        this.io = io;
    }

    /** Makes single pages of the folio of a page; false where it is busy or somebody holds it, and then all is as it was. */
    boolean toPages(CachedFile file, long index) {
        int order = orderOf(file, index);
        long first = index & -(1L << order);
        long end = first + (1L << order);
        for (long i = first; i < end; i++) {
            @FrameIndex int frame = member(file, i);
            if (FrameTable.exists(frame)
                    && (table.hasAny(frame, BUSY) || table.refcount(frame) != 1 + table.mapcount(frame))) {
                return false;
            }
        }
        unmap(file, first, end);
        for (long i = first; i < end; i++) {
            setOrder(file, i, 1, 0);
        }
        return true;
    }

    /**
     * Cuts the folio of page {@code index} where it reaches out of the range of bytes {@code from..to} that is about to go: what
     * stays is halved until only the page of the cut is left of the part that holds it.
     *
     * @return whether it stays whole, because it is dirty
     */
    boolean cut(CachedFile file, long index, long from, long to) {
        int order = orderOf(file, index);
        long first = index & -(1L << order);
        long end = first + (1L << order);
        if (order == 0 || from <= first << Addresses.PAGE_SHIFT && (end << Addresses.PAGE_SHIFT) - 1 <= to) {
            return false;
        }
        boolean dirty = false;
        for (long i = first; i < end; i++) {
            @FrameIndex int frame = member(file, i);
            if (FrameTable.exists(frame)) {
                io.await(frame);
                dirty |= table.has(frame, FrameFlag.DIRTY);
            }
        }
        unmap(file, first, end);
        if (dirty) {
            return true;
        }
        around(file, first, order, Math.max(first, from >>> Addresses.PAGE_SHIFT));
        long behind = to == Long.MAX_VALUE ? end : (to + 1) >>> Addresses.PAGE_SHIFT;
        if (behind < end) {
            int left = orderOf(file, behind);
            around(file, behind & -(1L << left), left, behind);
        }
        return false;
    }

    /** Halves a folio, and again the half that holds {@code page}, down to that page (Linux: a non-uniform {@code folio_split}). */
    private void around(CachedFile file, long first, int order, long page) {
        for (int half = order - 1; half >= 0; half--) {
            long other = (page & -(1L << half)) ^ (1L << half);
            setOrder(file, other, 1 << half, half);
        }
        if (order > 0) {
            setOrder(file, page, 1, 0);
        }
        clearMarker(file, first + 1, first + (1L << order));
    }

    private void setOrder(CachedFile file, long first, int count, int order) {
        for (long i = first; i < first + count; i++) {
            long slot = file.pages.get(i);
            if (Slot.isFrame(slot)) {
                file.pages.set(i, Slot.frame(Slot.toFrame(slot), order));
            }
        }
    }

    /** The marker of readahead stays with the first page. */
    private void clearMarker(CachedFile file, long from, long end) {
        for (long i = from; i < end; i++) {
            @FrameIndex int frame = member(file, i);
            if (FrameTable.exists(frame) && !table.has(frame, FrameFlag.WRITEBACK)) {
                table.clear(frame, FrameFlag.RECLAIM);
            }
        }
    }

    private void unmap(CachedFile file, long first, long end) {
        for (long i = first; i < end; i++) {
            @FrameIndex int frame = member(file, i);
            if (FrameTable.exists(frame) && table.mapcount(frame) > 0) {
                parts.mapped().reverseMap().unmapEvenLocked(frame);
            }
        }
    }

    private static int orderOf(CachedFile file, long index) {
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) ? Slot.order(slot) : 0;
    }

    private static @FrameIndex int member(CachedFile file, long index) {
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) ? Slot.toFrame(slot) : Addresses.NO_FRAME;
    }
}
