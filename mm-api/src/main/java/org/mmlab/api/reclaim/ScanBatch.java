package org.mmlab.api.reclaim;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/** Frames that were taken off their list together, in the order in which they were taken. Used again and again. */
public final class ScanBatch {
    private final int[] frames = new int[ScanControl.CLUSTER];
    private int count;

    /** Empty. */
    public ScanBatch() {}

    /** Number of frames. */
    public int count() {
        return count;
    }

    /** Whether no more fits. */
    public boolean isFull() {
        return count == frames.length;
    }

    /** The {@code i}-th frame. */
    public @FrameIndex int get(int i) {
        return Addresses.frame(frames[i]);
    }

    /** Adds a frame. */
    public void add(@FrameIndex int frame) {
        frames[count++] = Addresses.rawFrame(frame);
    }

    /** Keeps the first {@code newCount} frames. */
    public void truncate(int newCount) {
        count = newCount;
    }

    /** Puts a frame at a place before {@link #count}. */
    public void set(int i, @FrameIndex int frame) {
        frames[i] = Addresses.rawFrame(frame);
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }
}
