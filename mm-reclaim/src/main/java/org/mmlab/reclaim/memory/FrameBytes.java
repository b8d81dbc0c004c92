package org.mmlab.reclaim.memory;

import org.mmlab.api.address.qual.FrameIndex;

/** The contents of frames, over the simulated RAM. {@link #NONE} where contents are not kept: reads give zeros. */
public interface FrameBytes {
    /** Keeps nothing. */
    FrameBytes NONE = new FrameBytes() {
        @Override
        public void read(@FrameIndex int frame, int offset, byte[] to, int from, int count) {
            java.util.Arrays.fill(to, from, from + count, (byte) 0);
        }

        @Override
        public void write(@FrameIndex int frame, int offset, byte[] bytes, int from, int count) {}

        @Override
        public void zero(@FrameIndex int frame, int offset, int count) {}

        @Override
        public void copy(@FrameIndex int from, @FrameIndex int to) {}

        @Override
        public boolean kept() {
            return false;
        }
    };

    /** Copies bytes {@code offset} to {@code offset + count - 1} of a frame into a buffer. */
    void read(@FrameIndex int frame, int offset, byte[] to, int from, int count);

    /** Copies bytes of a buffer into a frame. */
    void write(@FrameIndex int frame, int offset, byte[] bytes, int from, int count);

    /** Makes a range of a frame zero. */
    void zero(@FrameIndex int frame, int offset, int count);

    /** Makes {@code to} hold what {@code from} holds. */
    void copy(@FrameIndex int from, @FrameIndex int to);

    /** Whether contents are kept at all. */
    boolean kept();
}
