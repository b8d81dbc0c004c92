package org.mmlab.kit.trace.input;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.mmlab.kit.trace.TraceException;

/**
 * The decompressed bytes of a trace, one at a time out of a buffer of its own, with their offset.
 *
 * <p>{@link #next()} is a bounds check and a load as long as the buffer lasts. Confined to one thread.
 */
public final class TraceInput implements AutoCloseable {

    /** What {@link #next()} gives after the last byte. */
    public static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Compression compression;
    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    /** Offset in the decompressed stream of the first byte of the buffer. */
    private long base;

    private TraceInput(String name, Compression compression, InputStream stream) {
        this.name = name;
        this.compression = compression;
        this.stream = stream;
    }

    /**
     * Opens a source and finds out how it is packed.
     *
     * @throws TraceException if it cannot be opened, or its first bytes are damaged
     */
    public static TraceInput open(TraceSource source) {
        InputStream raw;
        try {
            raw = source.open();
        } catch (IOException e) {
            throw TraceException.of(source.name(), "cannot be opened (" + reason(e) + ")", "check the file", e);
        }
        BufferedInputStream buffered = Compression.buffered(raw);
        Compression compression = Compression.NONE;
        try {
            compression = Compression.of(buffered);
            return new TraceInput(source.name(), compression, compression.unpack(buffered));
        } catch (IOException e) {
            TraceException failure = damaged(source.name(), compression, 0, e);
            try {
                raw.close();
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    /** What messages call the trace. */
    public String name() {
        return name;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    public int next() {
        if (position == limit && !fill()) {
            return END;
        }
        return buffer[position++] & 0xff;
    }

    /** The byte that {@link #next()} would give, left where it is. */
    public int peek() {
        if (position == limit && !fill()) {
            return END;
        }
        return buffer[position] & 0xff;
    }

    /** Offset in the decompressed stream of the byte that {@link #next()} would give. */
    public long offset() {
        return base + position;
    }

    /**
     * Copies the next bytes.
     *
     * @return how many were copied: {@code length}, unless the stream ends before
     */
    public int read(byte[] target, int from, int length) {
        int copied = 0;
        while (copied < length && (position < limit || fill())) {
            int part = Math.min(length - copied, limit - position);
            System.arraycopy(buffer, position, target, from + copied, part);
            position += part;
            copied += part;
        }
        return copied;
    }

    private boolean fill() {
        base += limit;
        position = 0;
        limit = 0;
        try {
            int count = stream.read(buffer, 0, BUFFER_BYTES);
            limit = Math.max(0, count);
        } catch (IOException e) {
            throw damaged(name, compression, base, e);
        }
        return limit > 0;
    }

    private static TraceException damaged(String name, Compression compression, long offset, IOException cause) {
        if (compression == Compression.NONE) {
            return TraceException.atByte(
                    name, offset, "cannot be read (" + reason(cause) + ")", "check the file", cause);
        }
        return TraceException.atByte(
                name,
                offset,
                "the " + compression.label() + " stream is truncated or damaged (" + reason(cause) + ")",
                "copy the file again from where it came",
                cause);
    }

    /** Some streams end with an exception that says nothing. */
    private static String reason(IOException cause) {
        String message = cause.getMessage();
        if (message != null) {
            return message;
        }
        return cause instanceof EOFException
                ? "it ends in the middle"
                : cause.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw TraceException.of(name, "cannot be closed (" + reason(e) + ")", "check the file system", e);
        }
    }
}
