package org.mmlab.reclaim.memory;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.MemoryPolicy;

/** The page allocator as the page cache and swap see it. Implemented over mm-physical by the composition root. */
public interface FramePool {
    /**
     * A single frame for {@code gfp} with one reference and no flags, mapping or contents of its own.
     *
     * @return {@code NO_FRAME} where memory ran out, after reclaim as {@code gfp} permits
     */
    @FrameIndex int allocate(int gfp);

    /**
     * The same from where a policy says.
     *
     * @param policy decides from which node; null: the policy of the process that runs
     * @param index the page's place for policies that deal pages out, or {@link MemoryPolicy#NO_INDEX}
     */
    default @FrameIndex int allocate(int gfp, @Nullable MemoryPolicy policy, long index) {
        return allocate(gfp);
    }

    /** What decides from which node a page of a file of shared memory comes; null: the policy of the process that runs. */
    default @Nullable MemoryPolicy sharedPolicy(int file, long index) {
        return null;
    }

    /** A file is deleted, and with it what was said about the nodes of its pages. */
    default void fileDeleted(int file) {}

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
