package org.mmlab.kit.trace.binary;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/**
 * Tells 4-byte from 8-byte keys by where values come back.
 *
 * <p>Read the bytes as 4-byte words. If keys have 8 bytes, a word is always the upper or always the lower half of a key, so a
 * value that comes back does so an even number of words later, but for chance. If keys have 4 bytes, a value comes back after
 * any distance. So: of all returns in the sample, at most one in {@value #EIGHT_BYTES_IF_ODD_BELOW_1_IN} after an odd distance
 * means 8 bytes; at least one in {@value #FOUR_BYTES_IF_ODD_ABOVE_1_IN} means 4 bytes; between them, or with fewer than
 * {@value #FEWEST_RETURNS} returns, nothing is said.
 *
 * <p>An even loop over 4-byte keys reads as 8-byte keys: whoever has one must name the format.
 */
public final class KeyWidthGuess {

    /** What can be said of a sample. */
    public enum Verdict {
        /** Values return after odd distances too. */
        FOUR_BYTES,
        /** Values return after even distances. */
        EIGHT_BYTES,
        /** Too few returns, or an odd mixture. */
        UNKNOWN
    }

    static final int FEWEST_RETURNS = 8;
    static final int EIGHT_BYTES_IF_ODD_BELOW_1_IN = 100;
    static final int FOUR_BYTES_IF_ODD_ABOVE_1_IN = 20;

    private static final int NEVER = Integer.MIN_VALUE;

    private KeyWidthGuess() {}

    /**
     * Judges a sample.
     *
     * @param sample the first bytes of the trace
     * @param length how many of them
     */
    public static Verdict of(byte[] sample, int length) {
        Int2IntOpenHashMap lastSeen = new Int2IntOpenHashMap();
        lastSeen.defaultReturnValue(NEVER);
        long returns = 0;
        long odd = 0;
        for (int word = 0; word < length / 4; word++) {
            int before = lastSeen.put(KeyEncoding.bigEndian(sample, word * 4), word);
            if (before != NEVER) {
                returns++;
                odd += (word - before) & 1;
            }
        }
        if (returns < FEWEST_RETURNS) {
            return Verdict.UNKNOWN;
        }
        if (odd * FOUR_BYTES_IF_ODD_ABOVE_1_IN >= returns) {
            return Verdict.FOUR_BYTES;
        }
        return odd * EIGHT_BYTES_IF_ODD_BELOW_1_IN <= returns ? Verdict.EIGHT_BYTES : Verdict.UNKNOWN;
    }
}
