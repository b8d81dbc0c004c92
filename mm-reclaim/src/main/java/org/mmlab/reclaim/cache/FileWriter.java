package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;

/** Copies bytes between callers and cached pages: read(2) and write(2) (Linux: {@code filemap_read}, {@code generic_perform_write}). */
final class FileWriter {
    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final FileIo io;
    private final FileReader reader;
    private final ShmemPages shmem;
    private WriteThrottle throttle = dirtied -> {};

    FileWriter(CacheParts parts, CachePages pages, FileIo io, FileReader reader, ShmemPages shmem) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.io = io;
        this.reader = reader;
        this.shmem = shmem;
    }

    void onDirtied(WriteThrottle throttle) {
        this.throttle = throttle;
    }

    /** Copies bytes out of the file; returns how many. */
    int read(CachedFile file, long offset, byte[] to, int from, int count) {
        if (offset >= file.sizeBytes) {
            return 0;
        }
        int wanted = (int) Math.min(count, file.sizeBytes - offset);
        long endPage = Addresses.pagesFor(offset + wanted);
        int done = 0;
        while (done < wanted) {
            long position = offset + done;
            long index = position >>> Addresses.PAGE_SHIFT;
            int within = (int) (position & Addresses.PAGE_OFFSET_MASK);
            int chunk = Math.min(wanted - done, Addresses.PAGE_SIZE - within);
            @FrameIndex int frame = file.isShmem()
                    ? shmem.getForRead(file, index)
                    : reader.forRead(file, index, (int) (endPage - index), file.access);
            if (FrameTable.exists(frame)) {
                boolean samePage =
                        position >>> Addresses.PAGE_SHIFT == file.readahead.previousByte - 1 >>> Addresses.PAGE_SHIFT;
                if (done > 0 || !samePage) {
                    parts.lru().markAccessed(frame);
                }
                parts.bytes().read(frame, within, to, from + done, chunk);
            } else if (file.isShmem()) {
                java.util.Arrays.fill(to, from + done, from + done + chunk, (byte) 0);
            } else {
                break;
            }
            done += chunk;
        }
        file.readahead.previousByte = offset + done;
        return done;
    }

    /** Copies bytes into the file, growing it; returns how many. */
    int write(CachedFile file, long offset, byte[] bytes, int from, int count, Truncation truncation) {
        if (offset > file.sizeBytes) {
            truncation.truncate(file, offset);
        }
        int done = 0;
        while (done < count) {
            long position = offset + done;
            long index = position >>> Addresses.PAGE_SHIFT;
            int within = (int) (position & Addresses.PAGE_OFFSET_MASK);
            int chunk = Math.min(count - done, Addresses.PAGE_SIZE - within);
            @FrameIndex int frame = file.isShmem() ? shmem.getForWrite(file, index) : forWrite(file, index, within, chunk);
            if (!FrameTable.exists(frame)) {
                break;
            }
            parts.bytes().write(frame, within, bytes, from + done, chunk);
            pages.markDirty(file, frame);
            done += chunk;
            file.sizeBytes = Math.max(file.sizeBytes, position + chunk);
            throttle.dirtied(1);
        }
        return done;
    }

    /** A page that is about to be written: read first where parts of it stay (Linux: {@code block_write_begin}). */
    private @FrameIndex int forWrite(CachedFile file, long index, int within, int chunk) {
        @FrameIndex int frame = pages.lookup(file, index);
        if (FrameTable.exists(frame) && table.has(frame, FrameFlag.LOCKED)) {
            frame = reader.single(file, index);
        }
        if (FrameTable.exists(frame)) {
            return frame;
        }
        frame = pages.add(file, index, 0, FileReader.GFP | Gfp.WRITE);
        if (!FrameTable.exists(frame)) {
            return Addresses.NO_FRAME;
        }
        if (within == 0 && chunk == Addresses.PAGE_SIZE) {
            table.set(frame, FrameFlag.UPTODATE);
            table.clear(frame, FrameFlag.LOCKED);
        } else {
            io.readAndWait(file, frame);
        }
        return frame;
    }

    /** Slows those down who dirty pages faster than the device takes them (Linux: {@code balance_dirty_pages}). */
    @FunctionalInterface
    interface WriteThrottle {
        /** {@code pages} pages were dirtied. */
        void dirtied(int pages);
    }
}
