package org.mmlab.reclaim.cache;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.reclaim.index.RadixTree.Mark;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.io.BlockSpace;
import org.mmlab.reclaim.io.PageDevice;
import org.mmlab.reclaim.io.PageIo;

/**
 * Moves pages between the cache and the device (Linux: a file system's {@code readahead} and {@code writepages}). A page of a
 * file gets its block when it is first written back; until then it is a hole, which reads as zeros without I/O.
 */
final class FileIo implements PageIo.Client {
    private static final int KIB_PER_PAGE = 4;

    private final CacheParts parts;
    private final FrameTable table;
    private final CachePages pages;
    private final FileTable files;
    private final PageDevice device;
    private final BlockSpace space;

    private int[] batch = new int[32];
    private int batched;
    private long batchDoneNs;

    FileIo(CacheParts parts, CachePages pages, FileTable files, PageDevice device) {
        this.parts = parts;
        this.table = parts.table();
        this.pages = pages;
        this.files = files;
        this.device = device;
        this.space = new BlockSpace(device.blocks());
    }

    /** Adds a locked page of the cache to the read that {@link #submitReads} begins. */
    void read(CachedFile file, @FrameIndex int frame) {
        long block = file.blocks.get(table.index(frame)) - 1;
        if (block < 0) {
            parts.bytes().zero(frame, 0, Addresses.PAGE_SIZE);
            readDone(frame);
            return;
        }
        batchDoneNs = Math.max(batchDoneNs, device.read(block, frame));
        parts.stat().add(VmEvent.PGPGIN, KIB_PER_PAGE);
        if (batched == batch.length) {
            batch = Arrays.copyOf(batch, batched * 2);
        }
        batch[batched++] = Addresses.rawFrame(frame);
    }

    /** Begins the collected reads as one request. */
    void submitReads() {
        int count = batched;
        long doneNs = batchDoneNs;
        batched = 0;
        batchDoneNs = 0;
        parts.io().submit(PageIo.Direction.READ, batch, count, doneNs, this);
    }

    /** Reads one locked page and waits for it. */
    void readAndWait(CachedFile file, @FrameIndex int frame) {
        read(file, frame);
        submitReads();
        await(frame);
    }

    /** Waits until a page is neither read nor written. */
    void await(@FrameIndex int frame) {
        parts.references().get(frame); // reclaim and compaction go on meanwhile
        while (table.hasAny(frame, FrameFlag.LOCKED | FrameFlag.WRITEBACK)
                && parts.io().await(frame)) {
            continue;
        }
        parts.references().put(frame);
    }

    /**
     * Begins to write a page if it is dirty.
     *
     * @return whether a write began
     */
    boolean write(CachedFile file, @FrameIndex int frame) {
        if (table.has(frame, FrameFlag.WRITEBACK) || !pages.clearDirtyForIo(file, frame)) {
            return false;
        }
        long index = table.index(frame);
        long block = file.blocks.get(index) - 1;
        if (block < 0) {
            block = space.take();
            if (block == BlockSpace.FULL) {
                throw new IllegalStateException("file '" + file.name + "' cannot write page " + index + ": all "
                        + device.blocks() + " blocks of its device are in use; make the disk larger");
            }
            file.blocks.set(index, block + 1);
        }
        pages.startWriteback(file, frame);
        long doneNs = device.write(block, frame);
        parts.stat().add(VmEvent.PGPGOUT, KIB_PER_PAGE);
        parts.events()
                .event(
                        EventKind.WRITEBACK,
                        Addresses.rawPhys(parts.pool().address(frame)) >>> Addresses.PAGE_SHIFT,
                        file.id,
                        index);
        parts.io().submit(PageIo.Direction.WRITE, frame, doneNs, this);
        return true;
    }

    /** Begins to write the dirty pages of {@code first..last}, whole folios and at most {@code most} pages; returns how many. */
    int writeRange(CachedFile file, long first, long last, int most) {
        int written = 0;
        long end = folioEnd(file, last);
        long index = file.pages.nextMarked(folioFirst(file, first), end, Mark.DIRTY);
        while (index >= 0 && written < most) {
            if (write(file, Slot.toFrame(file.pages.get(index)))) {
                written++;
            }
            index = file.pages.nextMarked(index + 1, end, Mark.DIRTY);
        }
        return written;
    }

    /** The first page of the folio that holds a cached page, or the page itself. */
    static long folioFirst(CachedFile file, long index) {
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) ? index & -(1L << Slot.order(slot)) : index;
    }

    /** The last page of the folio that holds a cached page, or the page itself. */
    static long folioEnd(CachedFile file, long index) {
        long slot = file.pages.get(index);
        return Slot.isFrame(slot) ? index | ((1L << Slot.order(slot)) - 1) : index;
    }

    /** Waits for every page of {@code first..last} that is being written. */
    void awaitWriteback(CachedFile file, long first, long last) {
        long index = file.pages.nextMarked(first, last, Mark.WRITEBACK);
        while (index >= 0) {
            await(Slot.toFrame(file.pages.get(index)));
            index = file.pages.nextMarked(index + 1, last, Mark.WRITEBACK);
        }
    }

    /** Gives every page of {@code first..last} a block now, as if it had been written long ago: it reads as zeros, with I/O. */
    void allocateBlocks(CachedFile file, long first, long last) {
        for (long index = first; index <= last; index++) {
            if (file.blocks.get(index) == 0) {
                long block = space.take();
                if (block == BlockSpace.FULL) {
                    throw new IllegalStateException("file '" + file.name + "' does not fit: all " + device.blocks()
                            + " blocks of its device are in use; make the disk larger");
                }
                file.blocks.set(index, block + 1);
            }
        }
    }

    /** Gives the blocks of {@code first..last} back. */
    void freeBlocks(CachedFile file, long first, long last) {
        long index = file.blocks.next(first, last);
        while (index >= 0) {
            long block = file.blocks.set(index, 0) - 1;
            device.discard(block);
            space.free(block);
            index = file.blocks.next(index + 1, last);
        }
    }

    /** The file that a frame of the cache belongs to. */
    CachedFile fileOf(@FrameIndex int frame) {
        return files.get(table.mapping(frame));
    }

    @Override
    public void writeDone(@FrameIndex int frame) {
        pages.endWriteback(fileOf(frame), frame);
    }

    @Override
    public void readDone(@FrameIndex int frame) {
        table.set(frame, FrameFlag.UPTODATE);
        table.clear(frame, FrameFlag.LOCKED);
    }
}
