package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads the request logs of the AdaptSize authors: {@code TIME ID SIZE}, all decimal.
 *
 * <p>Key: the id. Time and size are read and checked but not handed on: a frame holds one page, whatever its object's size.
 */
public final class AdaptSizeReader extends RecordReader {

    /** Reads the text of an input, closed with this reader. */
    public AdaptSizeReader(TraceInput input) {
        super(input, "adaptsize");
    }

    @Override
    long record() {
        scanner.decimal("a time");
        scanner.expect(' ');
        long id = scanner.decimal("an object id");
        scanner.expect(' ');
        scanner.decimal("a size");
        return id;
    }
}
