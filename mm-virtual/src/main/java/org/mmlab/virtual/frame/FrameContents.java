package org.mmlab.virtual.frame;

import org.mmlab.api.address.qual.FrameIndex;

/** What frames hold. On a machine without contents every operation does nothing. */
public interface FrameContents {
    /** A machine that keeps no contents. */
    FrameContents NONE = new FrameContents() {
        @Override
        public void copy(@FrameIndex int from, @FrameIndex int to) {}

        @Override
        public void zero(@FrameIndex int frame) {}
    };

    /** Copies a whole frame. */
    void copy(@FrameIndex int from, @FrameIndex int to);

    /** Makes a whole frame zero. */
    void zero(@FrameIndex int frame);
}
