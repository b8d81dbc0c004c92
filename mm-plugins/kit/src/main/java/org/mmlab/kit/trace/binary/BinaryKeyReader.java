package org.mmlab.kit.trace.binary;

import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.TraceInput;

/** Reads keys of a fixed width, one after the other to the end of the file. */
public final class BinaryKeyReader implements KeyReader {

    private static final int BATCH = 4096;

    private final TraceInput input;
    private final KeyEncoding encoding;
    private final byte[] bytes;

    /** Reads the keys of an input, closed with this reader. */
    public BinaryKeyReader(TraceInput input, KeyEncoding encoding) {
        this.input = input;
        this.encoding = encoding;
        this.bytes = new byte[BATCH * encoding.width()];
    }

    @Override
    public int read(long[] keys, int max) {
        int width = encoding.width();
        int got = input.read(bytes, 0, Math.min(max, BATCH) * width);
        int count = got / width;
        if (got != count * width) {
            throw TraceException.atByte(
                    input.name(),
                    input.offset(),
                    "the trace ends within a key of " + width + " bytes",
                    "get the whole file, or name another width with --trace-format");
        }
        if (count == 0 && input.offset() == 0) {
            throw TraceException.of(
                    input.name(), "the trace has no event", "check that the file was recorded to its end");
        }
        for (int i = 0, at = 0; i < count; i++, at += width) {
            keys[i] = encoding.decode(bytes, at);
        }
        return count;
    }

    @Override
    public void close() {
        input.close();
    }
}
