package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads the traces of the LIRS authors' package: one decimal block number a line.
 *
 * <p>A line {@code *} is a break point, at which their program prints its stacks; it is no event. Key: the block number.
 */
public final class LirsReader extends RecordReader {

    /** Reads the text of an input, closed with this reader. */
    public LirsReader(TraceInput input) {
        super(input, "lirs");
    }

    @Override
    void skipMarks() {
        while (scanner.current() == '*') {
            scanner.advance();
            scanner.endLine();
        }
    }

    @Override
    long record() {
        return scanner.decimal("a block number or '*'");
    }
}
