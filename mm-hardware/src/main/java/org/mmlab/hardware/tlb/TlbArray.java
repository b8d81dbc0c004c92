package org.mmlab.hardware.tlb;

/**
 * One set-associative array of translations, least recently used first out within a set. {@link Tlb} makes the keys.
 *
 * <p>An entry is four words in a row, so that a look-up stays within a cache line or two: key, mask (which bits of the key
 * count: a global entry ignores the identifier), data (first physical address and rights), time of last use.
 */
final class TlbArray {
    static final int WORDS = 4;
    static final int NOT_FOUND = -1;
    private static final int MASK = 1;
    private static final int DATA = 2;
    private static final int USED = 3;

    private final long[] words;
    private final int setMask;
    private final int ways;
    private long tick;
    private int valid;

    TlbArray(int entries, int ways) {
        this.words = new long[entries * WORDS];
        this.setMask = entries / ways - 1;
        this.ways = ways;
        clear();
    }

    /** Where the entry for {@code key} is, in the set of {@code vpn} (page number in units of its own size). O(ways). */
    int find(long key, long vpn) {
        long[] w = words;
        int at = ((int) vpn & setMask) * ways * WORDS;
        for (int end = at + ways * WORDS; at < end; at += WORDS) {
            if (((w[at] ^ key) & w[at + MASK]) == 0) {
                return at;
            }
        }
        return NOT_FOUND;
    }

    /** Marks the entry as used last. */
    void touch(int at) {
        words[at + USED] = ++tick;
    }

    long key(int at) {
        return words[at];
    }

    long mask(int at) {
        return words[at + MASK];
    }

    long data(int at) {
        return words[at + DATA];
    }

    boolean isValid(int at) {
        return words[at] != Tlb.NO_KEY;
    }

    int limit() {
        return words.length;
    }

    /** Number of valid entries. */
    int valid() {
        return valid;
    }

    /** Stores a translation over the one with the same key, else over an invalid one, else over the least recently used. */
    int fill(long key, long mask, long vpn, long data) {
        int at = find(key, vpn);
        if (at == NOT_FOUND) {
            at = victim(((int) vpn & setMask) * ways * WORDS);
            if (!isValid(at)) {
                valid++;
            }
        }
        words[at] = key;
        words[at + MASK] = mask;
        words[at + DATA] = data;
        touch(at);
        return at;
    }

    private int victim(int first) {
        int oldest = first;
        for (int at = first, end = first + ways * WORDS; at < end; at += WORDS) {
            if (!isValid(at)) {
                return at;
            }
            if (words[at + USED] < words[oldest + USED]) {
                oldest = at;
            }
        }
        return oldest;
    }

    void invalidate(int at) {
        words[at] = Tlb.NO_KEY;
        words[at + MASK] = Tlb.EXACT;
        valid--;
    }

    void clear() {
        for (int at = 0; at < words.length; at += WORDS) {
            words[at] = Tlb.NO_KEY;
            words[at + MASK] = Tlb.EXACT;
        }
        valid = 0;
    }
}
