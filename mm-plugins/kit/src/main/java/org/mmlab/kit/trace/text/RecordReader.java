package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.input.TraceInput;

/** What the readers of one key a line share: the loop over lines and the end of the text. */
abstract class RecordReader implements KeyReader {

    final TextScanner scanner;
    private boolean any;

    RecordReader(TraceInput input, String format) {
        this.scanner = new TextScanner(input, format);
    }

    /** Reads a line up to, not including, its end, and gives its key. */
    abstract long record();

    /** Moves past lines that belong to the format and are no event. */
    void skipMarks() {}

    @Override
    public final int read(long[] keys, int max) {
        int filled = 0;
        while (filled < max) {
            skipMarks();
            if (scanner.current() == TextScanner.END || scanner.trailingBlank()) {
                break;
            }
            keys[filled++] = record();
            scanner.endLine();
        }
        any |= filled > 0;
        if (!any) {
            throw scanner.empty();
        }
        return filled;
    }

    @Override
    public final void close() {
        scanner.close();
    }
}
