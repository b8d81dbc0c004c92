package org.mmlab.reclaim.cache;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.swap.SwapSystem;

/**
 * Pages of shared memory (Linux: {@code mm/shmem.c}): made of zeros at first use, sent to swap instead of a device, brought back
 * from there. The file's index holds the swap entry meanwhile, as the entry's one user.
 */
final class ShmemPages {
    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final SwapSystem swap;
    private final Place place = new Place();
    private boolean major;

    ShmemPages(CacheParts parts, CachePages pages, SwapSystem swap) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.swap = swap;
    }

    /** Whether the last {@link #get} had to read from swap. */
    boolean major() {
        return major;
    }

    /** The frame of a page for a fault; a read from swap counts as a major fault. */
    @FrameIndex int fault(CachedFile file, long index) {
        @FrameIndex int frame = get(file, index);
        if (major) {
            parts.stat().count(VmEvent.PGMAJFAULT);
        }
        return frame;
    }

    /** The frame of a page, brought from swap or made of zeros; {@code NO_FRAME} where memory ran out. */
    @FrameIndex int get(CachedFile file, long index) {
        major = false;
        long slot = file.pages.get(index);
        if (Slot.isFrame(slot)) {
            return Slot.toFrame(slot);
        }
        if (Slot.isSwap(slot)) {
            return bringBack(file, index, Slot.toSwap(slot));
        }
        @FrameIndex int frame = pages.add(file, index, 0, FileReader.GFP);
        if (FrameTable.exists(frame)) {
            parts.bytes().zero(frame, 0, Addresses.PAGE_SIZE);
            table.set(frame, FrameFlag.UPTODATE);
            table.clear(frame, FrameFlag.LOCKED);
        }
        return frame;
    }

    /** The frame of a page for write(2), which counts as a use: a new page starts referenced (Linux: {@code SGP_WRITE}). */
    @FrameIndex int getForWrite(CachedFile file, long index) {
        long slot = file.pages.get(index);
        @FrameIndex int frame = get(file, index);
        if (Slot.isFrame(slot) || Slot.isSwap(slot)) {
            if (FrameTable.exists(frame)) {
                parts.lru().markAccessed(frame);
            }
        } else if (FrameTable.exists(frame)) {
            table.set(frame, FrameFlag.REFERENCED);
        }
        return frame;
    }

    /** Reads the pages of a range that are in swap into the swap cache. */
    void swapAhead(CachedFile file, long first, long last) {
        long index = file.pages.next(first, last);
        while (index != RadixTree.NONE) {
            long slot = file.pages.get(index);
            if (Slot.isSwap(slot)) {
                swap.willNeed(Slot.toSwap(slot), place.of(file, index));
            }
            index = index == last ? RadixTree.NONE : file.pages.next(index + 1, last);
        }
        parts.lru().drain();
    }

    /** The frame of a page in the cache or in the swap cache; {@code NO_FRAME} where it is in neither. No side effect. */
    @FrameIndex int inMemory(CachedFile file, long index) {
        long slot = file.pages.get(index);
        if (Slot.isFrame(slot)) {
            return Slot.toFrame(slot);
        }
        return Slot.isSwap(slot) ? swap.lookup(Slot.toSwap(slot)) : Addresses.NO_FRAME;
    }

    /** How many pages of a range are in swap. O(pages of the range). */
    long swappedPages(CachedFile file, long first, long last) {
        long swapped = 0;
        for (long index = first; index <= Math.min(last, file.pages() - 1); index++) {
            swapped += Slot.isSwap(file.pages.get(index)) ? 1 : 0;
        }
        return swapped;
    }

    /** The frame of a page for reading: {@code NO_FRAME} for a hole, which reads as zeros. */
    @FrameIndex int getForRead(CachedFile file, long index) {
        major = false;
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) || Slot.isSwap(slot) ? get(file, index) : Addresses.NO_FRAME;
    }

    /**
     * Moves a page from its file to the swap cache and begins to write it (Linux: {@code shmem_writepage}); the frame is locked or
     * isolated, clean for I/O and mapped by nobody.
     *
     * @return false where swap is full; the page is dirty again then
     */
    boolean swapOut(CachedFile file, @FrameIndex int frame) {
        int entry = swap.addShared(frame);
        if (entry == Swap.NO_ENTRY) {
            table.set(frame, FrameFlag.DIRTY);
            return false;
        }
        pages.remove(file, frame, Slot.swap(entry));
        swap.writeOut(frame);
        return true;
    }

    private @FrameIndex int bringBack(CachedFile file, long index, int entry) {
        @FrameIndex int frame = swap.fetch(entry, place.of(file, index));
        if (!FrameTable.exists(frame)) {
            return Addresses.NO_FRAME;
        }
        major = swap.lastReadWasMajor();
        while (table.has(frame, FrameFlag.WRITEBACK) && parts.io().await(frame)) {
            continue;
        }
        pages.adopt(file, index, frame);
        swap.takeShared(entry, frame);
        table.set(frame, FrameFlag.DIRTY);
        parts.references().put(frame);
        return frame;
    }

    /** A page on its way back from swap: without neighbours, but with the policy of its place. Used again for every page. */
    private final class Place implements Swap.SwapWindow {
        private int file;
        private long index;

        Place of(CachedFile of, long at) {
            file = of.id;
            index = at;
            return this;
        }

        @Override
        public int entryAt(int delta) {
            return Swap.NO_ENTRY;
        }

        @Override
        public @Nullable MemoryPolicy policy() {
            return parts.pool().sharedPolicy(file, index);
        }

        @Override
        public long interleaveIndex() {
            return file + index;
        }
    }
}
