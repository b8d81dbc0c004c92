package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.VirtAddr;

/** How areas keep others at a distance (Linux: {@code vm_start_gap}). Implemented by the address space. */
public interface GuardGaps {
    /** The lowest address that an area claims: its start, or less where it grows downwards and keeps a gap below. */
    @VirtAddr long claimedStart(int area);

    /** The end of an area. */
    @VirtAddr long end(int area);
}
