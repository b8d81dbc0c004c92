package org.mmlab.policies.allocator;

import java.util.Arrays;

/** A bit for each frame of a range that starts at a multiple of 1024; set = free. Indexes are frames less the start of the range. */
final class FrameBits {
    /** No index. */
    static final int NONE = -1;

    private static final int WORD_SHIFT = 6;
    private static final int WORD = 1 << WORD_SHIFT;

    private long[] words;

    FrameBits(int frames) {
        words = new long[(frames + WORD - 1) >>> WORD_SHIFT];
    }

    void grow(int frames) {
        int needed = (frames + WORD - 1) >>> WORD_SHIFT;
        if (needed > words.length) {
            words = Arrays.copyOf(words, needed);
        }
    }

    /** Moves all bits up, because the range now starts that much lower; {@code by} is a multiple of 1024, and there is room. */
    void shift(int by) {
        int up = by >>> WORD_SHIFT;
        System.arraycopy(words, 0, words, up, words.length - up);
        Arrays.fill(words, 0, up, 0);
    }

    boolean isFree(int index) {
        return index >>> WORD_SHIFT < words.length && (words[index >>> WORD_SHIFT] >>> index & 1) != 0;
    }

    /** The first free frame in {@code from} to {@code end - 1}, or {@link #NONE}. */
    int nextFree(int from, int end) {
        for (int index = from; index < end && index >>> WORD_SHIFT < words.length; index = (index | WORD - 1) + 1) {
            long rest = words[index >>> WORD_SHIFT] >>> index;
            if (rest != 0) {
                int found = index + Long.numberOfTrailingZeros(rest);
                return found < end ? found : NONE;
            }
        }
        return NONE;
    }

    /** Whether all bits of an aligned block are set. */
    boolean isFree(int start, int order) {
        if (order < WORD_SHIFT) {
            long mask = mask(order) << start;
            return (words[start >>> WORD_SHIFT] & mask) == mask;
        }
        for (int word = start >>> WORD_SHIFT; word < start + (1 << order) >>> WORD_SHIFT; word++) {
            if (words[word] != -1L) {
                return false;
            }
        }
        return true;
    }

    /** Whether a bit of an aligned block is set. */
    boolean hasFree(int start, int order) {
        if (order < WORD_SHIFT) {
            return (words[start >>> WORD_SHIFT] & mask(order) << start) != 0;
        }
        for (int word = start >>> WORD_SHIFT; word < start + (1 << order) >>> WORD_SHIFT; word++) {
            if (words[word] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Sets the bits of an aligned block. */
    void set(int start, int order) {
        if (order < WORD_SHIFT) {
            words[start >>> WORD_SHIFT] |= mask(order) << start;
        } else {
            Arrays.fill(words, start >>> WORD_SHIFT, start + (1 << order) >>> WORD_SHIFT, -1L);
        }
    }

    /** Clears the bits of an aligned block. */
    void clear(int start, int order) {
        if (order < WORD_SHIFT) {
            words[start >>> WORD_SHIFT] &= ~(mask(order) << start);
        } else {
            Arrays.fill(words, start >>> WORD_SHIFT, start + (1 << order) >>> WORD_SHIFT, 0);
        }
    }

    /** Set bits from {@code start} to {@code start + count - 1}; both multiples of 64. */
    int count(int start, int count) {
        int sum = 0;
        for (int word = start >>> WORD_SHIFT; word < start + count >>> WORD_SHIFT; word++) {
            sum += Long.bitCount(words[word]);
        }
        return sum;
    }

    /** The first aligned block of free frames in {@code start} to {@code end - 1}, both multiples of 64 and of the block; or {@link #NONE}. */
    int find(int start, int end, int order) {
        if (order >= WORD_SHIFT) {
            for (int at = start; at < end; at += 1 << order) {
                if (isFree(at, order)) {
                    return at;
                }
            }
            return NONE;
        }
        for (int word = start >>> WORD_SHIFT; word < end >>> WORD_SHIFT; word++) {
            long candidates = runs(words[word], order);
            if (candidates != 0) {
                return (word << WORD_SHIFT) + Long.numberOfTrailingZeros(candidates);
            }
        }
        return NONE;
    }

    /** The bits at which an aligned run of 2^order set bits starts: halves are combined, and starts that are not aligned masked out. */
    private static long runs(long word, int order) {
        long starts = word;
        for (int half = 0; half < order; half++) {
            starts &= starts >>> (1 << half);
            starts &= EVERY[half + 1];
        }
        return starts;
    }

    /** {@code EVERY[k]}: a bit at every multiple of 2^k. */
    private static final long[] EVERY = {
        -1L, 0x5555555555555555L, 0x1111111111111111L, 0x0101010101010101L, 0x0001000100010001L, 0x0000000100000001L,
    };

    private static long mask(int order) {
        return (1L << (1 << order)) - 1;
    }
}
