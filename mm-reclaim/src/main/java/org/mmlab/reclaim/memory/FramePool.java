package org.mmlab.reclaim.memory;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;

/** The page allocator as the page cache and swap see it. Implemented over mm-physical by the composition root. */
public interface FramePool {
    /**
     * A single frame for {@code gfp} with one reference and no flags, mapping or contents of its own.
     *
     * @return {@code NO_FRAME} where memory ran out, after reclaim as {@code gfp} permits
     */
    @FrameIndex int allocate(int gfp);

    /** Gives back a frame, or the compound page of which it is the head: no reference left, on no list. */
    void free(@FrameIndex int frame);

    /** Number of nodes. */
    int nodes();

    /** The node that a frame belongs to. */
    int node(@FrameIndex int frame);

    /** Frames of the compound page that {@code frame} is the head of; 1 for a single frame. */
    int pages(@FrameIndex int frame);

    /** Physical address of a frame's first byte. */
    @PhysAddr long address(@FrameIndex int frame);
}
