package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.FileMappings.Cows;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.swap.SwapSystem;

/**
 * Takes ranges out of files: truncation, punched holes, and dropping what is clean (Linux: {@code truncate_inode_pages_range},
 * {@code shmem_undo_range}, {@code mapping_try_invalidate}). Mappings go before pages do.
 */
final class Truncation {
    /** Greatest page of any file. */
    static final long LAST_PAGE = FrameTable.MAX_INDEX;

    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final FileIo io;
    private final FileReader reader;
    private final ShmemPages shmem;
    private final SwapSystem swap;
    private final FolioSplit folios;
    private final OrderedData journal;

    Truncation(
            CacheParts parts,
            CachePages pages,
            FileIo io,
            FileReader reader,
            ShmemPages shmem,
            SwapSystem swap,
            FolioSplit folios,
            OrderedData journal) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.io = io;
        this.reader = reader;
        this.shmem = shmem;
        this.swap = swap;
        this.folios = folios;
        this.journal = journal;
    }

    /**
     * Sets the size: what lies beyond goes, and the rest of the last page becomes zero: of the old one where the file grows, for what
     * a mapping wrote there becomes visible. A file on a device has that page dirty after it, even if the size stays the same.
     */
    void truncate(CachedFile file, long bytes) {
        long old = file.sizeBytes;
        if (bytes > old || file.isShmem() && bytes == old) {
            if (file.isShmem()) {
                zeroTail(file, old);
            } else {
                zeroPart(file, old, Addresses.pagesFor(old) << Addresses.PAGE_SHIFT);
            }
            file.sizeBytes = bytes;
            return;
        }
        file.sizeBytes = bytes;
        long first = Addresses.pagesFor(bytes);
        parts.mapped().files().unmapRange(file.id, first, LAST_PAGE, Cows.EVEN_COWS);
        folios.cut(file, bytes >>> Addresses.PAGE_SHIFT, bytes, Long.MAX_VALUE);
        removeRange(file, first, LAST_PAGE);
        zeroPart(file, bytes, first << Addresses.PAGE_SHIFT);
    }

    /**
     * Frees the whole pages of a range of bytes and zeroes the parts of pages at its ends. On a device, a hole that goes on behind the
     * end of the file ends with the file's last page.
     */
    void punchHole(CachedFile file, long offset, long bytes) {
        long fileEnd = file.pages() << Addresses.PAGE_SHIFT;
        if (offset >= (file.isShmem() ? fileEnd : file.sizeBytes)) {
            return;
        }
        boolean beyond = offset + bytes > (file.isShmem() ? fileEnd : file.sizeBytes);
        long end = beyond ? fileEnd : offset + bytes;
        long first = Addresses.pagesFor(offset);
        long last = (end >>> Addresses.PAGE_SHIFT) - 1;
        if (last < 0) {
            // the kernel reckons the end of whole pages as -1, takes it for the greatest page there is, and unmaps all
            // up to it
            parts.mapped().files().unmapRange(file.id, first, LAST_PAGE, Cows.FILE_PAGES);
        }
        if (first <= last) {
            parts.mapped().files().unmapRange(file.id, first, last, Cows.FILE_PAGES);
        }
        long from = first;
        if (folios.cut(file, offset >>> Addresses.PAGE_SHIFT, offset, end - 1)) {
            from = FileIo.folioEnd(file, offset >>> Addresses.PAGE_SHIFT) + 1;
            zeroPages(file, first, Math.min(last, from - 1));
        }
        long to = last;
        if (folios.cut(file, end - 1 >>> Addresses.PAGE_SHIFT, offset, end - 1)) {
            to = FileIo.folioFirst(file, end - 1 >>> Addresses.PAGE_SHIFT) - 1;
            zeroPages(file, Math.max(first, to + 1), last);
        }
        if (from <= to) {
            removeRange(file, from, to);
        }
        if (first > last + 1) {
            zeroPart(file, offset, end);
            return;
        }
        zeroPart(file, offset, Math.min(end, first << Addresses.PAGE_SHIFT));
        zeroPart(file, Math.max(offset, last + 1 << Addresses.PAGE_SHIFT), end);
    }

    /** Drops the clean folios within {@code first..last} that nobody maps or holds; returns how many pages. */
    long drop(CachedFile file, long first, long last) {
        if (file.isShmem()) {
            return 0;
        }
        io.writeRange(file, first, last, Integer.MAX_VALUE);
        parts.lru().drainAll();
        long dropped = 0;
        long index = pages.nextCached(file, first, last);
        while (index != RadixTree.NONE) {
            long end = FileIo.folioEnd(file, index);
            if (FileIo.folioFirst(file, index) == index && end <= last) {
                dropped += dropFolio(file, index, end);
            }
            index = end >= last ? RadixTree.NONE : pages.nextCached(file, end + 1, last);
        }
        return dropped;
    }

    /** Drops a folio that is wholly within the range, if all of it is idle; returns how many pages. */
    private long dropFolio(CachedFile file, long first, long end) {
        boolean idle = true;
        for (long index = first; index <= end; index++) {
            @FrameIndex int frame = pages.lookup(file, index);
            if (FrameTable.exists(frame)) {
                if (table.has(frame, FrameFlag.LOCKED)) {
                    return 0;
                }
                idle &= idle(frame);
            }
        }
        long dropped = 0;
        for (long index = first; index <= end; index++) {
            @FrameIndex int frame = pages.lookup(file, index);
            if (FrameTable.exists(frame) && idle) {
                pages.remove(file, frame, Slot.EMPTY);
                dropped++;
            } else if (FrameTable.exists(frame)) {
                parts.lru().deactivateFile(frame);
            }
        }
        return dropped;
    }

    /** Takes every page, shadow and swap entry of a range out, whatever state it is in, and the blocks behind it. */
    void removeRange(CachedFile file, long first, long last) {
        boolean removed = false;
        long index = file.pages.next(first, last);
        while (index != RadixTree.NONE) {
            long slot = file.pages.get(index);
            if (Slot.isFrame(slot)) {
                @FrameIndex int frame = Slot.toFrame(slot);
                io.await(frame);
                pages.remove(file, frame, Slot.EMPTY);
                removed = true;
            } else {
                file.pages.set(index, Slot.EMPTY);
                if (Slot.isSwap(slot)) {
                    swap.free(Slot.toSwap(slot));
                }
            }
            index = file.pages.next(index + 1, last);
        }
        io.freeBlocks(file, first, last);
        if (removed) {
            // the kernel lets LRU batches take effect as it lets go of the pages (__folio_batch_release)
            parts.lru().drain();
        }
    }

    /** Zeroes whole pages that stay, as part of a dirty folio, though they are in a hole now. */
    private void zeroPages(CachedFile file, long first, long last) {
        for (long index = first; index <= last; index++) {
            @FrameIndex int frame = pages.lookup(file, index);
            if (FrameTable.exists(frame)) {
                io.await(frame);
                parts.bytes().zero(frame, 0, Addresses.PAGE_SIZE);
            }
        }
    }

    private boolean idle(@FrameIndex int frame) {
        return table.refcount(frame) == 1
                && table.mapcount(frame) == 0
                && !table.hasAny(frame, FrameFlag.DIRTY | FrameFlag.WRITEBACK);
    }

    /** Zeroes bytes {@code from..to-1}, which lie in one page, as a write that belongs to the file's own change. */
    private void zeroPart(CachedFile file, long from, long to) {
        if (from >= to) {
            return;
        }
        long index = from >>> Addresses.PAGE_SHIFT;
        @FrameIndex int frame = existing(file, index);
        if (FrameTable.exists(frame)) {
            io.await(frame);
            parts.bytes().zero(frame, (int) (from & Addresses.PAGE_OFFSET_MASK), (int) (to - from));
            pages.markDirty(file, frame);
            if (!file.isShmem()) {
                journal.zeroed(file, index);
            }
        }
    }

    /**
     * The frame of a page that has contents, brought in where it is absent; {@code NO_FRAME} for a hole. ext4 looks for the page of
     * a hole too, and leaves it in the cache without contents; it reads the block of an absent page, and the page is not up to date
     * (Linux: {@code ext4_block_zero_page_range}).
     */
    private @FrameIndex int existing(CachedFile file, long index) {
        if (file.isShmem()) {
            return shmem.getForRead(file, index);
        }
        boolean hasBlock = file.blocks.get(index) != 0;
        @FrameIndex int frame = pages.lookup(file, index);
        if (FrameTable.exists(frame)) {
            parts.lru().markAccessed(frame);
            boolean hole = !hasBlock && !table.hasAny(frame, FrameFlag.DIRTY | FrameFlag.WRITEBACK);
            return hole ? Addresses.NO_FRAME : frame;
        }
        if (hasBlock) {
            frame = reader.single(file, index);
            if (FrameTable.exists(frame)) {
                table.clear(frame, FrameFlag.UPTODATE); // its block was read, which is less
                table.set(frame, FrameFlag.REFERENCED);
            }
            return frame;
        }
        frame = pages.add(file, index, 0, FileReader.GFP);
        if (FrameTable.exists(frame)) {
            table.clear(frame, FrameFlag.LOCKED);
            table.set(frame, FrameFlag.REFERENCED);
        }
        return Addresses.NO_FRAME;
    }

    /** Zeroes the last page beyond the end, if it is in memory. */
    private void zeroTail(CachedFile file, long size) {
        int offset = (int) (size & Addresses.PAGE_OFFSET_MASK);
        @FrameIndex int frame = pages.lookup(file, size >>> Addresses.PAGE_SHIFT);
        if (offset != 0 && FrameTable.exists(frame)) {
            io.await(frame);
            parts.bytes().zero(frame, offset, Addresses.PAGE_SIZE - offset);
        }
    }
}
