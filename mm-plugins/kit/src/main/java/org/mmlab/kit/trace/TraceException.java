package org.mmlab.kit.trace;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A trace that cannot be read: the message names the file, the place in it, what is wrong and what to do.
 *
 * <p>Places are a line number (from 1) for text and a byte offset (from 0, counted in the decompressed stream) for the rest.
 */
public final class TraceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TraceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Something is wrong with the trace as a whole. */
    public static TraceException of(String trace, String problem, String cure) {
        return new TraceException(trace + ": " + problem + "; " + cure, null);
    }

    /** Something is wrong with the trace as a whole, and a failure below it is why. */
    public static TraceException of(String trace, String problem, String cure, Throwable cause) {
        return new TraceException(trace + ": " + problem + "; " + cure, cause);
    }

    /** Something is wrong on a line, counted from 1. */
    public static TraceException atLine(String trace, long line, String problem, String cure) {
        return new TraceException(trace + ", line " + line + ": " + problem + "; " + cure, null);
    }

    /** Something is wrong at a byte, counted from 0 in the decompressed stream. */
    public static TraceException atByte(String trace, long offset, String problem, String cure) {
        return new TraceException(at(trace, offset, problem, cure), null);
    }

    /** Something is wrong at a byte, counted from 0 in the decompressed stream, and a failure below it is why. */
    public static TraceException atByte(String trace, long offset, String problem, String cure, Throwable cause) {
        return new TraceException(at(trace, offset, problem, cure), cause);
    }

    private static String at(String trace, long offset, String problem, String cure) {
        return trace + ", byte " + offset + " of the decompressed stream: " + problem + "; " + cure;
    }
}
