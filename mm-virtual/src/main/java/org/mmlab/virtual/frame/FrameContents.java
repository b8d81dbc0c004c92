package org.mmlab.virtual.frame;

import org.mmlab.api.address.qual.FrameIndex;

/** What frames hold. On a machine without contents no more than whether they are zero. */
public interface FrameContents {
    /** Copies a whole frame. */
    void copy(@FrameIndex int from, @FrameIndex int to);

    /** Makes a whole frame zero. */
    void zero(@FrameIndex int frame);

    /**
     * Whether a frame holds nothing but zeros. On a machine without contents: whether nothing but zeros was stored in it since it was made
     * zero.
     */
    boolean isZero(@FrameIndex int frame);
}
