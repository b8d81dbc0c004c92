package org.mmlab.virtual.frame;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.MemoryPolicy;

/** The page allocator as address spaces see it. */
public interface FrameSource {
    /**
     * A block of 2^{@code order} frames for {@code gfp} (a mask of {@link org.mmlab.api.memory.Gfp}), compound where order is
     * above 0: the head has one reference, and nobody's flags, mapping or mapcount. May reclaim as {@code gfp} permits.
     *
     * @return the first frame, {@code NO_FRAME} where memory ran out
     */
    @FrameIndex int allocate(int order, int gfp);

    /**
     * The same for a page of an area (Linux: {@code vma_alloc_folio}).
     *
     * @param policy decides from which node; null: the policy of the process that runs
     * @param index the page's place for policies that deal pages out, in units of 2^{@code order} pages
     */
    @FrameIndex int allocate(int order, int gfp, @Nullable MemoryPolicy policy, long index);

    /** The node that a frame belongs to. */
    int node(@FrameIndex int frame);

    /** Takes back a block whose last reference was dropped. */
    void free(@FrameIndex int frame, int order);

    /** log2 of the frames of the compound page that {@code head} heads; 0 for a single frame. */
    int order(@FrameIndex int head);

    /**
     * Makes single frames of a compound page, each allocated; the head keeps its references, the others have none (Linux: the
     * part of {@code __split_huge_page} that concerns the page allocator).
     */
    void dissolve(@FrameIndex int head);

    /**
     * Makes one compound page of 2^{@code order} single frames in a row, each allocated and without flags, mapping and references; the
     * inverse of {@link #dissolve}.
     */
    void compose(@FrameIndex int first, int order);
}
