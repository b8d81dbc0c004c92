package org.mmlab.api.link;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * The LRU lists as faults and system calls see them (Linux: {@code mm/swap.c}, {@code mm/mlock.c}). Implemented by mm-reclaim.
 * Linux batches additions per CPU; when each takes effect is the implementation's affair.
 */
public interface Lru {
    /** Puts a new page on the inactive list (file), or where new anonymous pages go. */
    void add(@FrameIndex int frame);

    /** A page was used through a system call: inactive and referenced pages become active. */
    void markAccessed(@FrameIndex int frame);

    /** Takes a page off its list because it is being freed. */
    void remove(@FrameIndex int frame);

    /** Takes a page off its list for migration or pageout; false where it is on none. */
    boolean isolate(@FrameIndex int frame);

    /** Puts an isolated page back. */
    void putBack(@FrameIndex int frame);

    /**
     * A compound page is about to become single frames: if it is on a list, only its first frame is from now on; the others are
     * added by {@link #addSplit}.
     */
    default void beforeSplit(@FrameIndex int head) {}

    /**
     * A frame that was part of a compound page joins the list of the page's first frame, at once and without a batch; active, locked
     * and unevictable as that is (Linux: {@code lru_add_split_folio}). Where the first frame is on no list, as {@link #add}.
     */
    default void addSplit(@FrameIndex int head, @FrameIndex int frame) {
        add(frame);
    }

    /** MADV_COLD: to the inactive list, and no longer referenced. */
    void deactivate(@FrameIndex int frame);

    /** MADV_FREE: a clean anonymous page that reclaim may drop without swapping. */
    void markLazyFree(@FrameIndex int frame);

    /** The page was mapped by a locked area: it becomes mlocked and unevictable. */
    void mlock(@FrameIndex int frame);

    /** The page was unmapped from a locked area. */
    void munlock(@FrameIndex int frame);

    /**
     * MADV_PAGEOUT: reclaims these isolated pages now.
     *
     * @return how many were freed
     */
    int reclaimPages(int[] frames, int count);

    /** Lets all batched operations take effect (Linux: {@code lru_add_drain}). */
    void drain();
}
