package org.mmlab.reclaim.cache;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.reclaim.index.Slot;

/** What reclaim does with pages of the cache (Linux: {@code pageout}, {@code __remove_mapping} for file mappings). */
public final class CacheReclaim {
    private final CacheParts parts;
    private final CachePages pages;
    private final FileIo io;
    private final ShmemPages shmem;

    CacheReclaim(CacheParts parts, CachePages pages, FileIo io, ShmemPages shmem) {
        this.parts = parts;
        this.pages = pages;
        this.io = io;
        this.shmem = shmem;
    }

    /** Whether the page is one of shared memory. */
    public boolean isShmem(@FrameIndex int frame) {
        return io.fileOf(frame).isShmem();
    }

    /**
     * Begins to write a dirty page to its file's device, or a page of shared memory to swap.
     *
     * @return whether a write began; false where the page was clean or swap is full
     */
    public boolean pageOut(@FrameIndex int frame) {
        CachedFile file = io.fileOf(frame);
        if (file.isShmem()) {
            return pages.clearDirtyForIo(file, frame) && shmem.swapOut(file, frame);
        }
        return io.write(file, frame);
    }

    /**
     * Evicts a clean page that nobody maps, leaving a shadow; the caller holds a reference that keeps the frame.
     *
     * @param shadow what the working set made of the eviction
     */
    public void evict(@FrameIndex int frame, long shadow) {
        pages.remove(io.fileOf(frame), frame, Slot.shadow(shadow));
    }

    /** Lets time pass until the transfer of a page is over; false where there was none. */
    public boolean await(@FrameIndex int frame) {
        return parts.io().await(frame);
    }

    /** Drops a clean page of shared memory that was never written: it is made of zeros again when it is needed. */
    public void drop(@FrameIndex int frame) {
        pages.remove(io.fileOf(frame), frame, Slot.EMPTY);
    }

    /** A page of a file moves: {@code to} takes the place and the cache's reference of {@code from}, which the caller holds. */
    public void replace(@FrameIndex int from, @FrameIndex int to) {
        pages.replace(io.fileOf(from), from, to);
    }

    /** The frame's owner, for events and messages. */
    public String ownerName(@FrameIndex int frame) {
        return io.fileOf(frame).name + " page " + parts.table().index(frame);
    }
}
