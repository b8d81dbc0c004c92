package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.ReferenceReader;
import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads what {@code valgrind --tool=lackey --trace-mem=yes} prints.
 *
 * <p>Lines {@code I  ADDR,SIZE} (fetch), {@code  L ADDR,SIZE} (load), {@code  S ADDR,SIZE} (store) and
 * {@code  M ADDR,SIZE} (modify: a load and a store), address in hexadecimal, size in decimal bytes; and valgrind's own lines,
 * which begin with {@code ==PID==} and are no event.
 */
public final class LackeyReader implements ReferenceReader {

    /** Larger than any operand of any instruction that valgrind knows. */
    private static final int LARGEST_SIZE = 1 << 16;

    private final TextScanner scanner;
    private boolean any;

    /** Reads the text of an input, closed with this reader. */
    public LackeyReader(TraceInput input) {
        this.scanner = new TextScanner(input, "lackey");
    }

    @Override
    public int read(long[] addresses, byte[] masks, int[] sizes, int max) {
        int filled = 0;
        while (filled < max) {
            int first = scanner.current();
            if (first == 'I' || first == ' ') {
                masks[filled] = (byte) kind();
                addresses[filled] = scanner.hexadecimal("an address");
                scanner.expect(',');
                sizes[filled] = size(addresses[filled]);
                scanner.endLine();
                filled++;
            } else if (first == '=') {
                banner();
            } else if (first == TextScanner.END || scanner.trailingBlank()) {
                break;
            } else {
                throw scanner.expected("'I ', ' L', ' S', ' M' or '==PID=='");
            }
        }
        any |= filled > 0;
        if (!any) {
            throw scanner.empty();
        }
        return filled;
    }

    private int kind() {
        int first = scanner.current();
        scanner.advance();
        int second = scanner.current();
        int mask;
        if (first == 'I') {
            mask = second == ' ' ? AccessMask.FETCH : 0;
        } else if (second == 'L') {
            mask = AccessMask.READ;
        } else if (second == 'S') {
            mask = AccessMask.WRITE;
        } else {
            mask = second == 'M' ? AccessMask.READ | AccessMask.WRITE : 0;
        }
        if (mask == 0) {
            throw scanner.expected(first == 'I' ? "' '" : "'L', 'S' or 'M'");
        }
        scanner.advance();
        scanner.expect(' ');
        return mask;
    }

    private int size(long address) {
        long size = scanner.decimal("a size in bytes");
        if (size < 1 || size > LARGEST_SIZE) {
            throw scanner.error("a size of " + size + " bytes, where 1 to " + LARGEST_SIZE + " can be");
        }
        if (Long.compareUnsigned(address + size - 1, address) < 0) {
            throw scanner.error("the reference runs over the end of the 64-bit address space");
        }
        return (int) size;
    }

    private void banner() {
        scanner.expect("==");
        scanner.decimal("a process id");
        scanner.expect("==");
        scanner.skipLine();
    }

    @Override
    public void close() {
        scanner.close();
    }
}
