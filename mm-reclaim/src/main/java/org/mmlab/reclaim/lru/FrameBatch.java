package org.mmlab.reclaim.lru;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/** A handful of frames that wait for the same change (Linux: {@code struct folio_batch}). */
final class FrameBatch {
    private final int[] frames;
    private final boolean[] marks;
    private int count;

    FrameBatch(int capacity) {
        frames = new int[capacity];
        marks = new boolean[capacity];
    }

    /** Adds a frame with a mark of the caller's and says whether the batch is full now. */
    boolean add(@FrameIndex int frame, boolean mark) {
        frames[count] = Addresses.rawFrame(frame);
        marks[count++] = mark;
        return count == frames.length;
    }

    boolean marked(int i) {
        return marks[i];
    }

    int count() {
        return count;
    }

    @FrameIndex int get(int i) {
        return Addresses.frame(frames[i]);
    }

    boolean contains(@FrameIndex int frame) {
        for (int i = 0; i < count; i++) {
            if (frames[i] == Addresses.rawFrame(frame)) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        count = 0;
    }
}
