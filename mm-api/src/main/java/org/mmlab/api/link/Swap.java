package org.mmlab.api.link;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.MemoryPolicy;

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

    /**
     * Takes a user off an entry; the last one frees the slot, and the cached page if nobody maps or holds it. A page in the
     * swap cache keeps the slot until {@link #freeCache}.
     */
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

    /** Begins to read an entry into the swap cache and does not wait (Linux: MADV_WILLNEED). */
    void willNeed(int entry, SwapWindow window);

    /** Whether the last {@link #swapIn} had to read (a major fault). */
    boolean lastReadWasMajor();

    /**
     * Takes a frame out of the swap cache if no entry needs it (Linux: {@code folio_free_swap}); says whether it is out. Whoever
     * unmaps the last mapping of a frame of the swap cache calls this (Linux: {@code free_swap_cache}).
     */
    boolean freeCache(@FrameIndex int frame);

    /**
     * Gives an anonymous frame an entry (a compound page as many consecutive ones as it has frames) and puts it, dirty, into the
     * swap cache; {@code private} holds the entry. No user yet: {@link ReverseMap#unmap} adds one for each page-table entry that
     * it replaces. The frame is written when reclaim pages it out.
     *
     * @return false where swap is full
     */
    boolean addToSwap(@FrameIndex int frame);

    /** The area around a fault, for readahead by virtual address. */
    interface SwapWindow {
        /** No neighbours known. */
        SwapWindow NONE = delta -> NO_ENTRY;

        /**
         * The swap entry held {@code delta} pages away from the faulting one, or {@link Swap#NO_ENTRY}; none outside the area
         * and outside the page table (2 MiB) of the faulting page.
         */
        int entryAt(int delta);

        /** Virtual page number of the fault. */
        default long virtualPage() {
            return 0;
        }

        /** Decides from which node the frames come; null: the policy of the process that runs. */
        default @Nullable MemoryPolicy policy() {
            return null;
        }

        /** The place of the faulting page for a policy that deals pages out. */
        default long interleaveIndex() {
            return MemoryPolicy.NO_INDEX;
        }

        /** What {@link #remember} was last given for this area; 0 at first. */
        default long remembered() {
            return 0;
        }

        /** Keeps 64 bits with the area for the next fault in it (Linux: {@code vma->swap_readahead_info}). */
        default void remember(long info) {}
    }
}
