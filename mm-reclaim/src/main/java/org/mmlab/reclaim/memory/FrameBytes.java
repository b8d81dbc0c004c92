package org.mmlab.reclaim.memory;

import org.mmlab.api.address.qual.FrameIndex;

/** The contents of frames, over the simulated RAM. Where they are not kept, reads give zeros. */
public interface FrameBytes {
    /** Copies bytes {@code offset} to {@code offset + count - 1} of a frame into a buffer. */
    void read(@FrameIndex int frame, int offset, byte[] to, int from, int count);

    /** Copies bytes of a buffer into a frame. */
    void write(@FrameIndex int frame, int offset, byte[] bytes, int from, int count);

    /** Makes a whole frame zero. */
    void zero(@FrameIndex int frame);

    /** Makes a range of a frame zero. */
    void zero(@FrameIndex int frame, int offset, int count);

    /** Makes {@code to} hold what {@code from} holds. */
    void copy(@FrameIndex int from, @FrameIndex int to);

    /**
     * Whether a frame holds nothing but zeros. Where contents are not kept: whether nothing but zeros was stored in it since all of it was made
     * zero. O(bytes).
     */
    boolean isZero(@FrameIndex int frame);

    /** Says that a frame was filled with bytes that are not zero, by a device that keeps no contents. */
    void restored(@FrameIndex int frame);

    /** Whether contents are kept at all. */
    boolean kept();
}
