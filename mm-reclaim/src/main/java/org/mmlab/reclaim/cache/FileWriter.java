package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;
import org.mmlab.reclaim.index.Slot;

/** Copies bytes between callers and cached pages: read(2) and write(2) (Linux: {@code filemap_read}, {@code generic_perform_write}). */
final class FileWriter {
    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final FolioSizes folios;
    private final FileReader reader;
    private final ShmemPages shmem;
    private WriteThrottle throttle = dirtied -> {};

    FileWriter(CacheParts parts, CachePages pages, FolioSizes folios, FileReader reader, ShmemPages shmem) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.folios = folios;
        this.reader = reader;
        this.shmem = shmem;
    }

    void onDirtied(WriteThrottle throttle) {
        this.throttle = throttle;
    }

    /** Copies bytes out of the file; returns how many. */
    int read(CachedFile file, OpenReader who, long offset, byte[] to, int from, int count) {
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
                    : reader.forRead(file, who, index, (int) (endPage - index));
            if (FrameTable.exists(frame)) {
                boolean samePage =
                        position >>> Addresses.PAGE_SHIFT == who.readahead.previousByte - 1 >>> Addresses.PAGE_SHIFT;
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
        who.readahead.previousByte = offset + done;
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
            @FrameIndex int frame = file.isShmem()
                    ? shmem.getForWrite(file, index)
                    : forWrite(file, index, within, chunk, count - done);
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
    private @FrameIndex int forWrite(CachedFile file, long index, int within, int chunk, int left) {
        @FrameIndex int frame = pages.lookup(file, index);
        if (FrameTable.exists(frame) && table.has(frame, FrameFlag.LOCKED)) {
            frame = reader.single(file, index);
        }
        if (!FrameTable.exists(frame)) {
            frame = addFolio(file, index, left);
        }
        if (!FrameTable.exists(frame) || table.has(frame, FrameFlag.UPTODATE)) {
            return frame;
        }
        if (within == 0 && chunk == Addresses.PAGE_SIZE) {
            table.set(frame, FrameFlag.UPTODATE);
            return frame;
        }
        return reader.single(file, index);
    }

    /**
     * Adds the folio for a write of {@code left} bytes that begins in an absent page: as large as the write fills, aligned, and
     * smaller where a page of it is there already (Linux: {@code __filemap_get_folio} with {@code fgf_set_order}). Its frames are
     * not locked, for nobody else runs before they are written.
     */
    private @FrameIndex int addFolio(CachedFile file, long index, int left) {
        int order = folios.orderForWrite(index, left);
        while (order > 0 && !isAbsent(file, index, 1 << order)) {
            order--;
        }
        for (int i = 0; i < 1 << order; i++) {
            @FrameIndex int frame = pages.add(file, index + i, order, FileReader.GFP | Gfp.WRITE);
            if (!FrameTable.exists(frame)) {
                break;
            }
            table.clear(frame, FrameFlag.LOCKED);
        }
        return pages.lookup(file, index);
    }

    private static boolean isAbsent(CachedFile file, long first, int count) {
        int i = 0;
        while (i < count && !Slot.isFrame(file.pages.get(first + i))) {
            i++;
        }
        return i == count;
    }

    /** Slows those down who dirty pages faster than the device takes them (Linux: {@code balance_dirty_pages}). */
    @FunctionalInterface
    interface WriteThrottle {
        /** {@code pages} pages were dirtied. */
        void dirtied(int pages);
    }
}
