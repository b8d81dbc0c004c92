package org.mmlab.virtual.frame;

import org.mmlab.api.address.qual.FrameIndex;

/** What frames hold. On a machine without contents every operation does nothing, and no frame is known to be zero. */
public interface FrameContents {
    /** A machine that keeps no contents. */
    FrameContents NONE = new FrameContents() {
        @Override
        public void copy(@FrameIndex int from, @FrameIndex int to) {}

        @Override
        public void zero(@FrameIndex int frame) {}

        @Override
        public boolean isZero(@FrameIndex int frame) {
            return false;
        }
    };

    /** Copies a whole frame. */
    void copy(@FrameIndex int from, @FrameIndex int to);

    /** Makes a whole frame zero. */
    void zero(@FrameIndex int frame);

    /** Whether a frame is known to hold nothing but zeros; never on a machine without contents. */
    boolean isZero(@FrameIndex int frame);
}
