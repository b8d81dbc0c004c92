package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.RadixTree.Mark;
import org.mmlab.reclaim.index.Slot;

/**
 * Pages enter and leave the index of their file here, and become dirty and clean (Linux: {@code filemap_add_folio},
 * {@code filemap_remove_folio}, {@code folio_mark_dirty}, {@code folio_clear_dirty_for_io}, {@code folio_end_writeback}).
 */
final class CachePages {
    private final CacheParts parts;
    private final FrameTable table;
    private final DirtyPages dirtyPages;

    CachePages(CacheParts parts, DirtyPages dirtyPages) {
        this.parts = parts;
        this.table = parts.table();
        this.dirtyPages = dirtyPages;
    }

    /** The frame of a page, or {@code NO_FRAME}. */
    @FrameIndex int lookup(CachedFile file, long index) {
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) ? Slot.toFrame(slot) : Addresses.NO_FRAME;
    }

    /**
     * A new frame for an absent page: locked, not up to date, on its way to the LRU list; activated where its shadow says so.
     *
     * @param order log2 of the pages of the folio that it is part of
     * @return {@code NO_FRAME} where memory ran out
     */
    @FrameIndex int add(CachedFile file, long index, int order, int gfp) {
        @FrameIndex int frame =
                file.isShmem() ? allocateShared(file, index, gfp) : parts.pool().allocate(gfp);
        if (!FrameTable.exists(frame)) {
            return Addresses.NO_FRAME;
        }
        long old = file.pages.get(index);
        table.set(frame, FrameFlag.LOCKED | (file.isShmem() ? FrameFlag.SWAPBACKED : 0));
        table.setMapping(frame, file.id, index);
        file.pages.set(index, Slot.frame(frame, order));
        file.cached++;
        if (Slot.isShadow(old) && (gfp & Gfp.WRITE) == 0) {
            parts.workingset().refaulted(frame, Slot.toShadow(old));
        }
        parts.lru().add(frame);
        return frame;
    }

    /** Files differ in the node that dealing begins with (Linux: {@code shmem_get_pgoff_policy}). */
    private @FrameIndex int allocateShared(CachedFile file, long index, int gfp) {
        return parts.pool().allocate(gfp, parts.pool().sharedPolicy(file.id, index), file.id + index);
    }

    /** Gives an absent page an existing frame, which swap or migration holds; takes a reference for the cache. */
    void adopt(CachedFile file, long index, @FrameIndex int frame) {
        table.setMapping(frame, file.id, index);
        file.pages.set(index, Slot.frame(frame, 0));
        file.cached++;
        parts.references().get(frame);
    }

    /**
     * Takes a page out of its file, with {@code replacement} (a shadow, a swap entry or nothing) in its place, and drops the
     * cache's reference. A page that is dirty loses what it held.
     */
    void remove(CachedFile file, @FrameIndex int frame, long replacement) {
        long index = table.index(frame);
        if (table.testAndClear(frame, FrameFlag.DIRTY) && file.pages.marked(index, Mark.DIRTY)) {
            dirtyPages.cleaned(file);
        }
        file.pages.set(index, Slot.EMPTY);
        if (replacement != Slot.EMPTY) {
            file.pages.set(index, replacement);
        }
        file.cached--;
        table.clearMapping(frame);
        parts.references().put(frame);
    }

    /**
     * Puts {@code to} in the place of {@code from}, with the marks of its index; the cache's reference goes along (Linux:
     * {@code __folio_migrate_mapping}).
     */
    void replace(CachedFile file, @FrameIndex int from, @FrameIndex int to) {
        long index = table.index(from);
        file.pages.set(index, Slot.frame(to, Slot.order(file.pages.get(index))));
        table.setMapping(to, file.id, index);
        parts.references().get(to);
        table.clearMapping(from);
        parts.references().put(from);
    }

    /** The page differs from the device now, and with it the folio that it is part of. */
    void markDirty(CachedFile file, @FrameIndex int frame) {
        long index = table.index(frame);
        int order = Slot.order(file.pages.get(index));
        if (order == 0) {
            markOneDirty(file, frame);
            return;
        }
        long first = index & -(1L << order);
        for (long i = first; i < first + (1L << order); i++) {
            @FrameIndex int member = lookup(file, i);
            if (FrameTable.exists(member) && Slot.order(file.pages.get(i)) == order) {
                markOneDirty(file, member);
            }
        }
    }

    private void markOneDirty(CachedFile file, @FrameIndex int frame) {
        if (table.testAndSet(frame, FrameFlag.DIRTY) || file.isShmem()) {
            return;
        }
        file.pages.mark(table.index(frame), Mark.DIRTY);
        parts.stat().count(VmEvent.NR_DIRTIED);
        dirtyPages.dirtied(file, parts.clock().nowNs());
    }

    /**
     * Makes a page clean before it is written, write-protecting every mapping of it so that the next store is noticed.
     *
     * @return whether it was dirty
     */
    boolean clearDirtyForIo(CachedFile file, @FrameIndex int frame) {
        if (!file.isShmem() && parts.mapped().reverseMap().clean(frame) > 0) {
            markOneDirty(file, frame);
        }
        if (!table.testAndClear(frame, FrameFlag.DIRTY)) {
            return false;
        }
        long index = table.index(frame);
        if (file.pages.marked(index, Mark.DIRTY)) {
            file.pages.unmark(index, Mark.DIRTY);
            dirtyPages.cleaned(file);
        }
        return true;
    }

    /** Marks a page whose write begins. */
    void startWriteback(CachedFile file, @FrameIndex int frame) {
        table.set(frame, FrameFlag.WRITEBACK);
        file.pages.mark(table.index(frame), Mark.WRITEBACK);
        dirtyPages.writebackStarted();
    }

    /** The write of a page has ended. */
    void endWriteback(CachedFile file, @FrameIndex int frame) {
        if (table.testAndClear(frame, FrameFlag.RECLAIM)) {
            parts.lru().rotateReclaimable(frame);
        }
        table.clear(frame, FrameFlag.WRITEBACK);
        file.pages.unmark(table.index(frame), Mark.WRITEBACK);
        parts.stat().count(VmEvent.NR_WRITTEN);
        dirtyPages.writebackEnded();
    }

    /** The first cached page in {@code from..last}, leaving out shadows and swap entries; {@link RadixTree#NONE}. */
    long nextCached(CachedFile file, long from, long last) {
        long index = file.pages.next(from, last);
        while (index != RadixTree.NONE && !Slot.isFrame(file.pages.get(index))) {
            index = file.pages.next(index + 1, last);
        }
        return index;
    }
}
