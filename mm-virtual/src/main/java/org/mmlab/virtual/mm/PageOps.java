package org.mmlab.virtual.mm;

import org.mmlab.api.address.qual.VirtAddr;

/**
 * What system calls do to the pages of one address space. Implemented over page tables by the fault engine, one instance an
 * address space. Ranges are page-aligned, lie within the area that is named, and are not empty; the area already has its new
 * flags unless said otherwise. Every call does its own TLB flushes before it returns.
 */
public interface PageOps {
    /** Makes the pages of new address spaces. */
    interface Factory {
        /** The pages of a new, empty address space. */
        PageOps create(AddressSpace mm);
    }

    /** How {@link #populate} brings pages in. */
    enum Populate {
        /** For mlock and MAP_POPULATE: written where the area is private and writable, else read (Linux: {@code populate_vma_page_range}). */
        AS_MAPPED,
        /** The same where the lock of the address space cannot be let go meanwhile: mprotect. */
        AS_MAPPED_HOLDING,
        /** MADV_POPULATE_READ. */
        READ,
        /** MADV_POPULATE_WRITE. */
        WRITE;

        /** Whether pages are brought in as the area maps them. */
        public boolean isAsMapped() {
            return this == AS_MAPPED || this == AS_MAPPED_HOLDING;
        }
    }

    /**
     * A boundary between areas is about to appear at {@code at}, within {@code vma}: a huge page that is mapped across it must be
     * mapped by small entries (Linux: {@code vma_adjust_trans_huge}).
     */
    void cut(Vma vma, @VirtAddr long at);

    /** Removes every page of a range for good: munmap. The area is no longer in the index; {@link #freeTables} follows. */
    void unmap(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /**
     * Frees the page-table pages of {@code [start, end)}, from which everything was unmapped, as far as they serve no other area:
     * none below {@code floor} and none at or above {@code ceiling} may go (Linux: {@code free_pgtables}; ceiling 0 = no bound).
     */
    void freeTables(@VirtAddr long start, @VirtAddr long end, @VirtAddr long floor, @VirtAddr long ceiling);

    /** Drops the pages of a range, which stays mapped: MADV_DONTNEED (Linux: {@code zap_page_range_single}). */
    void zap(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** Gives the entries of a range the rights of {@code vma.flags()}; {@code oldFlags} were in force before. */
    void protect(Vma vma, @VirtAddr long start, @VirtAddr long end, long oldFlags);

    /**
     * Moves entries from one area to another: mremap. Both areas exist; page-table pages of the source stay.
     *
     * @return bytes whose entries were moved, fewer than {@code bytes} where memory ran out
     */
    long move(Vma from, @VirtAddr long fromStart, Vma to, @VirtAddr long toStart, long bytes);

    /**
     * Fork: copies to this address space what the child's area must share with the parent's. Called on the child's pages, for
     * every area that is inherited with its pages.
     *
     * @return 0 or a negative {@link Errno}
     */
    int copyFrom(Vma parent, Vma child);

    /**
     * Brings the pages of a range in.
     *
     * @return 0, or the negative {@link Errno} of the first page that could not be brought in, as get_user_pages gives it:
     *     EFAULT (no right, or past the end of a file), ENOMEM, EHWPOISON
     */
    int populate(Vma vma, @VirtAddr long start, @VirtAddr long end, Populate how);

    /** Lets batched changes of the LRU lists take effect (Linux: {@code lru_add_drain}). */
    void drain();

    /** Locks or unlocks the pages that are present, as the area's LOCKED flag now says (Linux: {@code mlock_vma_pages_range}). */
    void lock(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_FREE on private anonymous memory. */
    void lazyFree(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_COLD. */
    void cold(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_PAGEOUT. */
    void pageOut(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_WILLNEED on anonymous or shared memory: reads swapped pages ahead. */
    void swapAhead(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_GUARD_INSTALL: whatever the range holds is replaced by guard markers; 0 or a negative {@link Errno}. */
    int installGuards(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_GUARD_REMOVE: takes guard markers away and nothing else. */
    void removeGuards(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** MADV_COLLAPSE: makes huge pages now; 0 or a negative {@link Errno}. */
    int collapse(Vma vma, @VirtAddr long start, @VirtAddr long end);

    /** mincore: sets {@code vector[at]} and on to 1 for each page of the range that is in memory, else 0. */
    void resident(Vma vma, @VirtAddr long start, @VirtAddr long end, byte[] vector, int at);

    /** The process has ended and everything was unmapped: frees what is left, the top table included. */
    void destroy();
}
