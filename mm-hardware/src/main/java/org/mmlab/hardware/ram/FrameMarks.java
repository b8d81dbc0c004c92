package org.mmlab.hardware.ram;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A mark for each frame: on a machine without contents, that something other than zero was stored there. A chunk of frames costs host
 * memory from its first mark on. O(1).
 */
final class FrameMarks {
    private static final int CHUNK_SHIFT = 15;
    private static final int CHUNK_WORDS = 1 << CHUNK_SHIFT - 6;

    private long[] @Nullable [] chunks;

    /** No mark on the frames 0 to {@code frames - 1}. */
    FrameMarks(long frames) {
        chunks = new long[chunksFor(frames)][];
    }

    private static int chunksFor(long frames) {
        return (int) (frames + (1L << CHUNK_SHIFT) - 1 >>> CHUNK_SHIFT);
    }

    void grow(long frames) {
        chunks = Arrays.copyOf(chunks, chunksFor(frames));
    }

    boolean get(long frame) {
        long @Nullable [] chunk = chunks[(int) (frame >>> CHUNK_SHIFT)];
        return chunk != null && (chunk[wordOf(frame)] >>> frame & 1) != 0;
    }

    void set(long frame) {
        int index = (int) (frame >>> CHUNK_SHIFT);
        long @Nullable [] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[CHUNK_WORDS];
            chunks[index] = chunk;
        }
        chunk[wordOf(frame)] |= 1L << frame;
    }

    void clear(long frame) {
        long @Nullable [] chunk = chunks[(int) (frame >>> CHUNK_SHIFT)];
        if (chunk != null) {
            chunk[wordOf(frame)] &= ~(1L << frame);
        }
    }

    private static int wordOf(long frame) {
        return (int) (frame >>> 6) & CHUNK_WORDS - 1;
    }
}
