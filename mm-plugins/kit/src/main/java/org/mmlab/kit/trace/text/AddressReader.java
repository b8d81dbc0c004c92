package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.ReferenceReader;
import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads load/store lists: {@code l|s 0xADDRESS N}, where N instructions ran since the access before.
 *
 * <p>The format of the UCSD CSE 240A course traces (SPEC CPU2000). Two more decimal columns, the penalties of a hit and of a
 * miss, may follow; then every line has them. The size of an access is not told: it reads as one byte.
 */
public final class AddressReader implements ReferenceReader {

    private static final int COLUMNS_UNKNOWN = 0;
    private static final int PLAIN = 3;
    private static final int WITH_PENALTIES = 5;

    private final TextScanner scanner;
    private int columns = COLUMNS_UNKNOWN;

    /** Reads the text of an input, closed with this reader. */
    public AddressReader(TraceInput input) {
        this.scanner = new TextScanner(input, "address");
    }

    @Override
    public int read(long[] addresses, byte[] masks, int[] sizes, int max) {
        int filled = 0;
        while (filled < max) {
            int kind = scanner.current();
            if (kind == 'l') {
                masks[filled] = AccessMask.READ;
            } else if (kind == 's') {
                masks[filled] = AccessMask.WRITE;
            } else if (kind == TextScanner.END || scanner.trailingBlank()) {
                break;
            } else {
                throw scanner.expected("'l' or 's'");
            }
            scanner.advance();
            scanner.expect(" 0x");
            addresses[filled] = scanner.hexadecimal("an address");
            sizes[filled] = 1;
            scanner.expect(' ');
            scanner.decimal("a number of instructions");
            penalties();
            scanner.endLine();
            filled++;
        }
        if (columns == COLUMNS_UNKNOWN) {
            throw scanner.empty();
        }
        return filled;
    }

    private void penalties() {
        if (columns == COLUMNS_UNKNOWN) {
            columns = scanner.current() == ' ' ? WITH_PENALTIES : PLAIN;
        }
        if (columns == WITH_PENALTIES) {
            scanner.expect(' ');
            scanner.decimal("a hit penalty");
            scanner.expect(' ');
            scanner.decimal("a miss penalty");
        }
    }

    @Override
    public void close() {
        scanner.close();
    }
}
