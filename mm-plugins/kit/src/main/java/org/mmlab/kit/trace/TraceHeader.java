package org.mmlab.kit.trace;

/**
 * What a trace says about itself before its first event; {@link #UNKNOWN} where it says nothing.
 *
 * @param references memory references that the recording consumed
 * @param instructionFetches those of them that fetched an instruction
 * @param loads those of them that only loaded
 * @param stores those of them that stored, a modify counted once, here
 * @param events events in the file: runs of references to one page
 * @param pages distinct pages
 */
public record TraceHeader(long references, long instructionFetches, long loads, long stores, long events, long pages) {

    /** Stands for a count that the trace does not tell in advance. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** The header of a format that has none. */
    public static final TraceHeader NONE = new TraceHeader(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    /** Whether the number of events is known before they are read. */
    public boolean tellsEvents() {
        return events != UNKNOWN;
    }
}
