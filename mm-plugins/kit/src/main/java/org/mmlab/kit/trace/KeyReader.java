package org.mmlab.kit.trace;

/**
 * The keys that a trace asks for, in order, a batch at a time: page numbers, block numbers or object ids.
 *
 * <p>What the key of a format is, {@code TraceFormat} says. Confined to one thread. Reading allocates nothing.
 */
public interface KeyReader extends AutoCloseable {

    /**
     * Reads the next keys into the front of the array.
     *
     * @param keys receives the keys
     * @param max most keys wanted, from 1 to the length of the array
     * @return number of keys read, at most {@code max}; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged or not of its format
     */
    int read(long[] keys, int max);

    /** Lets the file go; harmless when repeated. */
    @Override
    void close();
}
