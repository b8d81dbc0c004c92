package org.mmlab.api.translation;

import org.mmlab.api.address.qual.Pfn;

/**
 * Where page tables get their frames (Linux: {@code pte_alloc_one} and its kin over the page allocator). Implemented by
 * mm-virtual, called by a {@link PageTable}. The table zeroes the frame itself.
 */
public interface TableFrames {
    /**
     * A frame for a table of {@code level}.
     *
     * @return its pfn, or {@code Addresses.NO_PFN} where memory ran out
     */
    @Pfn long allocate(int level);

    /** Takes back a frame that {@link #allocate} gave; no entry and no CPU refers to it any more. */
    void free(@Pfn long pfn, int level);
}
