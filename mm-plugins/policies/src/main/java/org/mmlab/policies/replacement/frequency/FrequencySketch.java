package org.mmlab.policies.replacement.frequency;

/**
 * How often each page was requested lately, roughly: a count-min sketch of 4-bit counters that are halved now and then.
 *
 * <p>Source: G. Cormode and S. Muthukrishnan, "An improved data stream summary: the count-min sketch", J. Algorithms 55, 2005; the
 * halving after G. Einziger, R. Friedman and B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM ToS 13(4), 2017. A
 * word holds four counters for each of four rows; a page has one counter in each row. 8 to 16 bytes a frame.
 */
final class FrequencySketch {

    /** Where a counter stops. */
    static final int MOST = 15;

    private static final int ROWS = 4;
    private static final int REQUESTS_PER_FRAME_BEFORE_HALVING = 10;
    private static final int LEAST_WORDS = 8;
    private static final long LOW_BITS = 0x1111_1111_1111_1111L;
    private static final long WITHOUT_HIGH_BITS = 0x7777_7777_7777_7777L;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private final long[] words;
    private final int shift;
    private final long seed;
    private final long halveAt;
    private long additions;

    FrequencySketch(int frames, long seed) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(LEAST_WORDS, frames) - 1L);
        this.words = new long[1 << bits];
        this.shift = 64 - bits;
        this.seed = seed;
        this.halveAt = (long) REQUESTS_PER_FRAME_BEFORE_HALVING * Math.max(1, frames);
    }

    /** Counts a request. */
    void increment(int page) {
        long hash = hash(page);
        boolean added = false;
        for (int row = 0; row < ROWS; row++) {
            int word = word(hash, row);
            int bit = bit(hash, row);
            if ((words[word] >>> bit & MOST) != MOST) {
                words[word] += 1L << bit;
                added = true;
            }
        }
        if (added && ++additions == halveAt) {
            halve();
        }
    }

    /** The estimate of a page's requests, 0 to {@link #MOST}; never too low but for the halving. */
    int frequency(int page) {
        long hash = hash(page);
        int least = MOST;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, (int) (words[word(hash, row)] >>> bit(hash, row)) & MOST);
        }
        return least;
    }

    private void halve() {
        long odd = 0;
        for (int i = 0; i < words.length; i++) {
            odd += Long.bitCount(words[i] & LOW_BITS);
            words[i] = words[i] >>> 1 & WITHOUT_HIGH_BITS;
        }
        additions = (additions - odd / ROWS) / 2;
    }

    /** Two rounds of the finaliser of SplitMix64 over the page and the seed. */
    private long hash(int page) {
        long x = (page + seed) * GOLDEN;
        x = (x ^ x >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        x = (x ^ x >>> 27) * 0x94d0_49bb_1331_11ebL;
        return x ^ x >>> 31;
    }

    private int word(long hash, int row) {
        return (int) ((hash * (GOLDEN + 2L * row)) >>> shift);
    }

    private static int bit(long hash, int row) {
        return (row * ROWS + (int) (hash >>> 2 * row & 3)) * 4;
    }
}
