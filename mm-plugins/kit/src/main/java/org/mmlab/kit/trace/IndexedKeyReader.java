package org.mmlab.kit.trace;

/**
 * A key reader whose format already numbers its keys 0, 1, 2, … in order of first appearance.
 *
 * <p>A {@link DenseTrace} is then loaded without looking up a single key.
 */
public interface IndexedKeyReader extends KeyReader {

    /** The key of every number, in order of first appearance; the caller must not change it. */
    long[] table();

    /**
     * Reads the numbers of the next keys.
     *
     * @param indices receives numbers into {@link #table()}
     * @param from first element of {@code indices} to write
     * @param max most numbers wanted
     * @return how many were read; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged
     */
    int readIndices(int[] indices, int from, int max);
}
