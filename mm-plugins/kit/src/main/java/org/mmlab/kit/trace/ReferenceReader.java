package org.mmlab.kit.trace;

/**
 * The memory references of a program, in program order, a batch at a time.
 *
 * <p>Confined to one thread. Reading allocates nothing.
 */
public interface ReferenceReader extends AutoCloseable {

    /**
     * Reads the next references into the front of the arrays.
     *
     * @param addresses receives byte addresses, unsigned
     * @param masks receives {@link AccessMask} bits, at least one a reference; a modify is a read and a write
     * @param sizes receives bytes touched from the address on, at least 1; a reference may cross a page boundary
     * @param max most references wanted, from 1 to the length of the shortest array
     * @return number of references read, at most {@code max}; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged or not of its format
     */
    int read(long[] addresses, byte[] masks, int[] sizes, int max);

    /** Lets the file go; harmless when repeated. */
    @Override
    void close();
}
