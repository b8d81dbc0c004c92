package org.mmlab.reclaim.cache;

import java.util.function.IntConsumer;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.Slot;
import org.mmlab.reclaim.io.PageDevice;
import org.mmlab.reclaim.swap.SwapSystem;

/** The page cache: all files of a machine on one block device, and its shared memory. */
public final class FilePageCache implements PageCache {
    /** Pages of the largest request that the block layer makes: 1280 KiB (Linux: {@code BLK_DEF_MAX_SECTORS_CAP}). */
    private static final int IO_PAGES = 320;

    private final CacheParts parts;
    private final FileTable files = new FileTable();
    private final DirtyPages dirty = new DirtyPages();
    private final CachePages pages;
    private final FileIo io;
    private final FileReader reader;
    private final ShmemPages shmem;
    private final FileWriter writer;
    private final FolioSplit folioSplit;
    private final OrderedData journal;
    private final Truncation truncation;
    private final Readahead policy;
    private final int readaheadPages;
    private boolean lastMajor;
    private boolean lastRetried;

    /**
     * An empty cache.
     *
     * @param device where the bytes of files lie
     * @param swap where pages of shared memory go
     * @param policy which pages come along; attached here
     * @param readaheadKib largest window of a device ({@code read_ahead_kb}, 128 by default)
     * @param version whose rules to follow
     */
    public FilePageCache(
            CacheParts parts,
            PageDevice device,
            SwapSystem swap,
            Readahead policy,
            int readaheadKib,
            KernelVersion version) {
        this.parts = parts;
        this.policy = policy;
        FolioSizes folios = new FolioSizes(version);
        readaheadPages = readaheadKib * 1024 / Addresses.PAGE_SIZE;
        policy.attach(new ReadaheadLimits(readaheadPages, IO_PAGES, folios.large(), version));
        pages = new CachePages(parts, dirty);
        io = new FileIo(parts, pages, files, device);
        reader = new FileReader(parts, pages, io, policy, folios, readaheadPages);
        shmem = new ShmemPages(parts, pages, swap);
        writer = new FileWriter(parts, pages, folios, reader, shmem);
        folioSplit = new FolioSplit(parts, io);
        journal = new OrderedData(pages, io);
        truncation = new Truncation(parts, pages, io, reader, shmem, swap, folioSplit, journal);
    }

    @Override
    public int create(String name, FileKind kind, long bytes) {
        return files.create(name, kind, bytes).id;
    }

    /** Gives every page of a file a place on the device now, so that reading it costs I/O though nobody wrote it. */
    public void allocateOnDevice(int file) {
        CachedFile it = files.get(file);
        io.allocateBlocks(it, 0, it.pages() - 1);
    }

    @Override
    public void delete(int file) {
        CachedFile it = files.get(file);
        it.sizeBytes = 0;
        truncation.removeRange(it, 0, Truncation.LAST_PAGE);
        journal.forget(it);
        files.delete(it);
        parts.pool().fileDeleted(file);
    }

    @Override
    public String name(int file) {
        return files.get(file).name;
    }

    @Override
    public FileKind kind(int file) {
        return files.get(file).kind;
    }

    @Override
    public long sizeBytes(int file) {
        return files.get(file).sizeBytes;
    }

    @Override
    public @FrameIndex int lookup(int file, long index) {
        return pages.lookup(files.get(file), index);
    }

    @Override
    public Reader newReader() {
        return new OpenReader();
    }

    @Override
    public Reader sharedReader(int file) {
        return files.get(file).reader;
    }

    @Override
    public @FrameIndex int fault(int file, Reader reader, long index, Access access) {
        return fault(file, OpenReader.of(reader), index, access, FileReader.DATA);
    }

    @Override
    public @FrameIndex int faultCode(int file, Reader reader, long index, Access access, long areaEnd) {
        return fault(file, OpenReader.of(reader), index, access, areaEnd);
    }

    private @FrameIndex int fault(int file, OpenReader who, long index, Access access, long codeEnd) {
        CachedFile it = files.get(file);
        @FrameIndex int frame;
        if (it.isShmem()) {
            frame = shmem.fault(it, index);
            lastMajor = shmem.major();
            lastRetried = false;
        } else {
            frame = reader.fault(it, who.readahead, index, access, codeEnd);
            lastMajor = reader.major();
            lastRetried = reader.retried();
        }
        return frame;
    }

    @Override
    public boolean lastReadWasMajor() {
        return lastMajor;
    }

    @Override
    public boolean lastFaultRetried() {
        return lastRetried;
    }

    @Override
    public void mappedAround(Reader reader, int mapped) {
        policy.onMappedAround(OpenReader.of(reader).readahead, mapped);
    }

    @Override
    public int folioOrder(int file, long index) {
        long slot = files.get(file).pages.get(index);
        return Slot.isFrame(slot) ? Slot.order(slot) : 0;
    }

    @Override
    public boolean splitFolio(int file, long index) {
        return folioSplit.toPages(files.get(file), index);
    }

    @Override
    public void advise(Reader reader, Access access) {
        OpenReader.of(reader).advise(access);
    }

    @Override
    public void markAccessed(@FrameIndex int frame) {
        parts.lru().markAccessed(frame);
    }

    @Override
    public void markDirty(@FrameIndex int frame) {
        CachedFile file = io.fileOf(frame);
        journal.joined(file);
        pages.markDirty(file, frame);
    }

    @Override
    public int read(int file, Reader reader, long offset, byte[] to, int from, int count) {
        journal.joined(files.get(file)); // the time of its last access changes
        return writer.read(files.get(file), OpenReader.of(reader), offset, to, from, count);
    }

    @Override
    public int write(int file, long offset, byte[] bytes, int from, int count) {
        journal.joined(files.get(file));
        return writer.write(files.get(file), offset, bytes, from, count, truncation);
    }

    @Override
    public void truncate(int file, long bytes) {
        journal.joined(files.get(file));
        truncation.truncate(files.get(file), bytes);
    }

    @Override
    public void punchHole(int file, long offset, long bytes) {
        journal.joined(files.get(file));
        truncation.punchHole(files.get(file), offset, bytes);
    }

    @Override
    public void sync(int file, long first, long last) {
        CachedFile it = files.get(file);
        if (!it.isShmem()) {
            io.awaitWriteback(it, first, last);
            io.writeRange(it, first, last, Integer.MAX_VALUE);
            io.awaitWriteback(it, first, last);
            journal.synced(it);
        }
    }

    @Override
    public void drop(int file, long first, long last) {
        truncation.drop(files.get(file), first, last);
    }

    /** Drops every clean, unmapped page of every file (Linux: {@code echo 1 > /proc/sys/vm/drop_caches}). */
    public void dropAll() {
        parts.stat().count(VmEvent.DROP_PAGECACHE);
        for (int id = 1; id < files.limit(); id++) {
            CachedFile file = files.at(id);
            if (file != null) {
                truncation.drop(file, 0, Truncation.LAST_PAGE);
            }
        }
    }

    @Override
    public void willNeed(int file, long first, long last) {
        CachedFile it = files.get(file);
        if (it.isShmem()) {
            return;
        }
        reader.force(it, first, last, Math.max(IO_PAGES, readaheadPages));
    }

    @Override
    public void swapAhead(int file, long first, long last) {
        CachedFile it = files.get(file);
        if (it.isShmem()) {
            shmem.swapAhead(it, first, last);
        }
    }

    @Override
    public boolean isResident(int file, long index) {
        CachedFile it = files.get(file);
        @FrameIndex int frame = it.isShmem() ? shmem.inMemory(it, index) : pages.lookup(it, index);
        return FrameTable.exists(frame) && parts.table().has(frame, FrameFlag.UPTODATE);
    }

    @Override
    public long swappedPages(int file, long first, long last) {
        CachedFile it = files.get(file);
        return it.isShmem() ? shmem.swappedPages(it, first, last) : 0;
    }

    @Override
    public long cachedPages(int file) {
        return files.get(file).cached;
    }

    /** Calls for every page of every file that is in a frame or in swap, by file and index. For checks; O(pages). */
    public void forEachPage(CachedPageVisitor visitor) {
        for (int id = 1; id < files.limit(); id++) {
            CachedFile file = files.at(id);
            if (file != null) {
                visit(file, visitor);
            }
        }
    }

    private static void visit(CachedFile file, CachedPageVisitor visitor) {
        long index = file.pages.next(0, Truncation.LAST_PAGE);
        while (index != RadixTree.NONE) {
            long slot = file.pages.get(index);
            if (Slot.isFrame(slot)) {
                visitor.frame(file.id, index, Slot.toFrame(slot));
            } else if (Slot.isSwap(slot)) {
                visitor.swapped(file.id, index, Slot.toSwap(slot));
            }
            index = index == Truncation.LAST_PAGE ? RadixTree.NONE : file.pages.next(index + 1, Truncation.LAST_PAGE);
        }
    }

    @Override
    public @PhysAddr long addressOf(@FrameIndex int frame) {
        return parts.pool().address(frame);
    }

    /**
     * Says who is told of dirty pages: of the first of a file, of each, and of a writer who may wait; called once by writeback.
     */
    public void onDirty(Runnable first, Runnable each, IntConsumer balance) {
        dirty.onDirty(first, each);
        writer.onDirtied(balance::accept);
    }

    /**
     * Begins to write dirty pages, those of the file first that is dirty longest.
     *
     * @param dirtiedByNs only files that became dirty then or earlier
     * @return pages whose write began
     */
    public int writeDirty(long dirtiedByNs, int most) {
        int written = 0;
        CachedFile file = dirty.oldest();
        while (file != null && file.dirtiedNs <= dirtiedByNs && written < most) {
            int begun = io.writeRange(file, 0, Truncation.LAST_PAGE, most - written);
            written += begun;
            if (written < most && file.dirty > 0) {
                dirty.toTheBack(file, parts.clock().nowNs()); // the rest is in writeback still
                if (begun == 0) {
                    break;
                }
            }
            file = dirty.oldest();
        }
        return written;
    }

    /** How much is dirty and in writeback. */
    public DirtyPages dirtyPages() {
        return dirty;
    }

    /** What reclaim does with pages of the cache. */
    public CacheReclaim reclaim() {
        return new CacheReclaim(parts, pages, io, shmem);
    }

    /** Whether a frame is a page of a file. */
    public boolean owns(@FrameIndex int frame) {
        return !parts.table().has(frame, FrameFlag.ANON) && parts.table().mapping(frame) != FrameTable.NO_MAPPING;
    }
}
