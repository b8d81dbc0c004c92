package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.Policy;

/**
 * Where a new area goes when the caller of mmap leaves the choice to the kernel (Linux: {@code arch_get_unmapped_area_topdown} and
 * {@code arch_get_unmapped_area} without the treatment of hints, which is the same for all). One instance an address space;
 * must not change the index.
 */
public interface UnmappedArea extends Policy {
    /**
     * A free place for {@code request.bytes()} bytes.
     *
     * @return a page-aligned address, or {@link VmaIndex#NO_GAP}
     */
    @VirtAddr long place(VmaIndex index, PlacementRequest request);

    /** Whether areas grow towards lower addresses, one below the other (Linux: {@code MMF_TOPDOWN}). */
    boolean topDown();
}
