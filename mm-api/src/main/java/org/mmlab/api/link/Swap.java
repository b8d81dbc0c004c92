package org.mmlab.api.link;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * Swap as page faults see it (Linux: {@code mm/swapfile.c}, {@code mm/swap_state.c}). Implemented by mm-reclaim. A swap entry is
 * a positive int; each page-table entry that holds one counts as a user of it.
 */
public interface Swap {
    /** No swap entry. */
    int NO_ENTRY = 0;

    /** Whether any swap device is on. */
    boolean active();

    /** Adds a user to an entry, as fork does. */
    void duplicate(int entry);

    /** Takes a user off an entry; the last one frees the slot, and the cached page if nobody maps it. */
    void free(int entry);

    /** Users of an entry. */
    int users(int entry);

    /** The cached frame of an entry, or {@code NO_FRAME}; no side effect. */
    @FrameIndex int lookup(int entry);

    /**
     * The frame of an entry, read in (with readahead) where it is absent; it is in the swap cache when this returns, except that
     * a synchronous device with a single user bypasses the cache.
     *
     * @return the frame with one reference for the caller, or {@code NO_FRAME} where memory ran out
     */
    @FrameIndex int swapIn(int entry, SwapWindow window);

    /** Whether the last {@link #swapIn} had to read (a major fault). */
    boolean lastReadWasMajor();

    /** Takes a frame out of the swap cache if no entry needs it (Linux: {@code folio_free_swap}); says whether it is out. */
    boolean freeCache(@FrameIndex int frame);

    /**
     * Writes an anonymous frame to swap, for MADV_PAGEOUT and reclaim: gives it an entry and puts it into the swap cache.
     *
     * @return false where swap is full
     */
    boolean addToSwap(@FrameIndex int frame);

    /** Neighbouring entries of a page table, for readahead by virtual address. */
    interface SwapWindow {
        /** No neighbours known. */
        SwapWindow NONE = delta -> NO_ENTRY;

        /** The swap entry held {@code delta} pages away from the faulting one, or {@link Swap#NO_ENTRY}. */
        int entryAt(int delta);
    }
}
