package org.mmlab.kit.trace;

/** A reader none of whose references crosses a page boundary: it can say at once which pages they touch. */
public interface PageTouchReader extends ReferenceReader {

    /**
     * Reads the next references as page touches.
     *
     * @param pages receives page numbers (address divided by 4096, unsigned)
     * @param masks receives {@link AccessMask} bits
     * @param max most touches wanted, from 1 to the length of the shorter array
     * @return number read, at most {@code max}; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged or not of its format
     */
    int readPages(long[] pages, byte[] masks, int max);
}
