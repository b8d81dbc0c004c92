package org.mmlab.api.memory;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;

/**
 * Where the metadata of each frame is: the conversion between page frame numbers and indexes of the frame table (Linux:
 * {@code pfn_to_page}, {@code page_to_pfn}, {@code pfn_valid}). All conversions are O(1) and allocation-free.
 *
 * <p>Indexes keep alignment: a frame's index and its page frame number are equal modulo 1024, and the frames of an aligned run of
 * 1024 have consecutive indexes, so that blocks can be split and merged by arithmetic on indexes.
 */
public interface FrameMap {
    /** The index of a frame, or {@code NO_FRAME} where it has no metadata. */
    @FrameIndex int frameOf(@Pfn long pfn);

    /** The page frame number of a frame that has metadata; for an index without a frame, any number without a frame. */
    @Pfn long pfnOf(@FrameIndex int frame);

    /** Whether a frame has metadata (Linux: {@code pfn_valid}); it may be a hole all the same. */
    default boolean valid(@Pfn long pfn) {
        return frameOf(pfn) != org.mmlab.api.address.Addresses.NO_FRAME;
    }

    /** One more than the greatest index in use: the size that the frame table must have. A multiple of 1024. */
    int frames();

    /** What the metadata cost and where it lies, in the order of allocation. */
    Iterable<MetadataArea> metadata();

    /**
     * Makes metadata for memory that is plugged in.
     *
     * @return false where the model cannot do that
     */
    boolean addRange(@Pfn long start, @Pfn long end, int node);

    /**
     * Drops the metadata of memory that is unplugged.
     *
     * @return false where the model cannot do that
     */
    boolean removeRange(@Pfn long start, @Pfn long end);

    /** A piece of frame metadata. */
    record MetadataArea(
            String what, @Pfn long firstPfn, long frames, int node, long bytes, long linuxBytes, long address) {}
}
