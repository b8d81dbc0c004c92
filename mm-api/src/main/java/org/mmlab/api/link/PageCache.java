package org.mmlab.api.link;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Files and their cached pages (Linux: {@code struct address_space}, {@code mm/filemap.c}, {@code mm/shmem.c}). Implemented by
 * mm-reclaim, called by mm-virtual and the system calls. A file is its mapping id, 1 and up. Every frame that is returned is
 * up to date; the cache holds a reference to it, the caller takes his own.
 */
public interface PageCache {
    /** How a file keeps its pages. */
    enum FileKind {
        /** On a block device: pages can be clean, writes are notified (Linux: ext4). */
        REGULAR,
        /** Shared memory: swap-backed, always dirty (Linux: tmpfs, shared anonymous memory). */
        SHMEM
    }

    /** How the page will be used; decides readahead. */
    enum Access {
        /** An ordinary fault or read. */
        NORMAL,
        /** Through an area or descriptor advised to be read in order. */
        SEQUENTIAL,
        /** Through an area or descriptor advised to be read at random: no readahead. */
        RANDOM
    }

    /**
     * What the cache remembers of the reads through one open file, read(2) and faults alike (Linux: {@code struct file_ra_state} in
     * {@code struct file}). Two open files of one file read ahead each by its own history. Made by {@link #newReader}; nothing of
     * the cache refers to it.
     */
    interface Reader {}

    /** A new file of {@code bytes} bytes, nothing of it cached. Its bytes are zero until written. */
    int create(String name, FileKind kind, long bytes);

    /** Drops a file and all its pages; it must not be mapped. */
    void delete(int file);

    /** What a file is called. */
    String name(int file);

    /** How a file keeps its pages. */
    FileKind kind(int file);

    /** Size in bytes. */
    long sizeBytes(int file);

    /** The cached frame of a page, or {@code NO_FRAME}; no side effect. */
    @FrameIndex int lookup(int file, long index);

    /** A reader that has not read yet, for a file that is being opened. */
    Reader newReader();

    /** The reader of all who read a file without having opened it: there is one for each file. */
    Reader sharedReader(int file);

    /**
     * The frame of a page for a fault through a mapping, brought in (with readahead) where it is absent.
     *
     * @param reader of the open file that is mapped
     * @return the frame; {@code NO_FRAME} where memory ran out; whether it had to wait for I/O is {@link #lastReadWasMajor}
     */
    @FrameIndex int fault(int file, Reader reader, long index, Access access);

    /** {@link #fault(int, Reader, long, Access)} by the file's {@link #sharedReader}. */
    default @FrameIndex int fault(int file, long index, Access access) {
        return fault(file, sharedReader(file), index, access);
    }

    /**
     * {@link #fault(int, Reader, long, Access)} in an area that may be executed, which decides what is read with the page.
     *
     * @param areaEnd the page of the file behind the last that the area maps
     */
    @FrameIndex int faultCode(int file, Reader reader, long index, Access access, long areaEnd);

    /** Whether the last fault found the page absent (a major fault). */
    boolean lastReadWasMajor();

    /**
     * Whether the last fault let go of its lock, to start I/O or to wait for it, and would be tried again (Linux:
     * {@code VM_FAULT_RETRY}). A retry counts as major when the fault was made by the kernel on behalf of mlock or populate.
     */
    boolean lastFaultRetried();

    /**
     * Tells readahead that fault-around mapped {@code pages} pages that nobody had to wait for (Linux: {@code mmap_miss} in
     * {@code filemap_map_pages}); pages with {@code WORKINGSET} are not counted.
     */
    void mappedAround(Reader reader, int pages);

    /**
     * log2 of the pages of the folio that holds a cached page: the unit in which readahead brought it in, aligned to its size.
     * Since 6.18 a fault maps the whole folio. 0 for a page by itself or an absent one.
     */
    int folioOrder(int file, long index);

    /**
     * Makes single pages of the folio that holds a cached page; nobody maps them after that (Linux: {@code split_folio}).
     *
     * @return false where the folio is dirty, in transfer, or held by more than its mappings: then all is as it was
     */
    boolean splitFolio(int file, long index);

    /** How the owner of an open file says that it reads (Linux: {@code POSIX_FADV_SEQUENTIAL}, {@code POSIX_FADV_RANDOM}). */
    void advise(Reader reader, Access access);

    /** The page was found by a read(2): Linux's {@code folio_mark_accessed}. */
    void markAccessed(@FrameIndex int frame);

    /** Says that a frame of the cache was written through a mapping or a system call. */
    void markDirty(@FrameIndex int frame);

    /**
     * Reads bytes as read(2) does, through the cache, into a buffer.
     *
     * @param reader of the open file that is read
     * @return bytes read, short at the end of the file
     */
    int read(int file, Reader reader, long offset, byte[] to, int from, int count);

    /** {@link #read(int, Reader, long, byte[], int, int)} by the file's {@link #sharedReader}. */
    default int read(int file, long offset, byte[] to, int from, int count) {
        return read(file, sharedReader(file), offset, to, from, count);
    }

    /** Writes bytes as write(2) does, through the cache, growing the file; returns bytes written, fewer where memory ran out. */
    int write(int file, long offset, byte[] bytes, int from, int count);

    /** Sets the size; pages beyond the new end are unmapped and dropped, the rest of the last page is zeroed. */
    void truncate(int file, long bytes);

    /** Frees the pages of a range (Linux: {@code fallocate(FALLOC_FL_PUNCH_HOLE)}); parts of pages are zeroed. */
    void punchHole(int file, long offset, long bytes);

    /** Writes the dirty pages of a range back and waits; {@code last} inclusive. */
    void sync(int file, long first, long last);

    /** Drops clean, unmapped pages of a range from the cache (Linux: {@code POSIX_FADV_DONTNEED}); {@code last} inclusive. */
    void drop(int file, long first, long last);

    /** Reads a range ahead (Linux: {@code POSIX_FADV_WILLNEED}). */
    void willNeed(int file, long first, long last);

    /**
     * Reads those pages of a range of shared memory that are in swap into the swap cache; {@code last} inclusive (Linux:
     * {@code force_shm_swapin_readahead}).
     */
    default void swapAhead(int file, long first, long last) {}

    /** Whether a page is in memory and up to date, in the file's cache or, shared memory, in the swap cache (Linux: {@code mincore_page}). */
    boolean isResident(int file, long index);

    /** Pages {@code first} to {@code last} (inclusive) of shared memory that are in swap (Linux: {@code shmem_partial_swap_usage}). */
    default long swappedPages(int file, long first, long last) {
        return 0;
    }

    /** Number of cached pages of a file. */
    long cachedPages(int file);

    /** Physical address of a cached frame's first byte. */
    @PhysAddr long addressOf(@FrameIndex int frame);
}
