package org.mmlab.api.link;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * From a frame to the page-table entries that map it. Implemented by mm-virtual (Linux: {@code mm/rmap.c}), called by reclaim,
 * migration and compaction. A frame of a compound page stands for the whole of it. Costs O(sharers).
 */
public interface ReverseMap {
    /** Result bit of {@link #referenced}: an area that maps the frame is locked into memory. */
    int VM_LOCKED = 1;
    /** Result bit of {@link #referenced}: a mapping area is executable. */
    int VM_EXEC = 2;

    /**
     * Counts the entries with the accessed bit set, clears those bits (with the flushes that the architecture needs), and leaves
     * out areas that were advised to be read sequentially or at random (Linux: {@code folio_referenced}).
     *
     * @return the count in the upper bits, shifted left by 8, and {@link #VM_LOCKED}, {@link #VM_EXEC} below
     */
    int referenced(@FrameIndex int frame);

    /**
     * Removes every entry that maps the frame: an anonymous frame that is in the swap cache leaves swap entries behind, a file
     * frame nothing; the dirty bit of each entry goes to the frame. TLBs are flushed before this returns.
     *
     * @return whether no mapping is left
     */
    boolean unmap(@FrameIndex int frame);

    /**
     * {@link #unmap} of a page of a file, also from areas that are locked into memory, as a folio that is split leaves all of them
     * (Linux: {@code unmap_folio}, {@code TTU_IGNORE_MLOCK}).
     */
    void unmapEvenLocked(@FrameIndex int frame);

    /** Makes every entry clean and read-only before writeback; returns how many were dirty (Linux: {@code folio_mkclean}). */
    int clean(@FrameIndex int frame);

    /**
     * Replaces every entry that maps the frame by a migration entry, which keeps its rights and drops its reference and map count;
     * locked areas do not object (Linux: {@code try_to_migrate}). TLBs are flushed before this returns. {@link #endMigration} must
     * follow before anything else runs on the machine.
     *
     * @return whether no mapping is left
     */
    boolean beginMigration(@FrameIndex int frame);

    /**
     * Replaces the migration entries for {@code from} by entries that map {@code to}, which has its identity by now (Linux:
     * {@code remove_migration_ptes}).
     *
     * @param to {@code from} itself where the page did not move after all
     */
    void endMigration(@FrameIndex int from, @FrameIndex int to);

    /**
     * Makes single frames of an anonymous compound page, each mapped and on the LRU lists as the whole was; frames that nobody
     * maps are freed (Linux: {@code split_folio}). Nothing but its mappings may hold a reference.
     *
     * @param head its first frame
     * @return false where that cannot be done: something else holds it
     */
    default boolean split(@FrameIndex int head) {
        return false;
    }
}
