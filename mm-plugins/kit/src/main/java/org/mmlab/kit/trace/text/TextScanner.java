package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.TraceInput;

/** A cursor over text, one character ahead, that knows its line and column and how to complain. */
final class TextScanner {

    /** The current character after the last one of the text. */
    static final int END = TraceInput.END;

    private static final long LARGEST_BEFORE_DIGIT = Long.MAX_VALUE / 10;
    private static final int HEX_DIGITS_OF_A_LONG = 16;
    private static final int NOT_HEX = 16;
    private static final byte[] HEX = hexTable();

    private final TraceInput input;
    private final String format;
    private int current;
    private long line = 1;
    private long lineOffset;

    TextScanner(TraceInput input, String format) {
        this.input = input;
        this.format = format;
        this.current = input.next();
    }

    /** The character at the cursor, or {@link #END}. */
    int current() {
        return current;
    }

    /** Moves to the next character. */
    void advance() {
        current = input.next();
    }

    /** Demands a character and moves past it. */
    void expect(char wanted) {
        if (current != wanted) {
            throw expected("'" + wanted + "'");
        }
        advance();
    }

    /** Demands a word and moves past it. */
    void expect(String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (current != wanted.charAt(i)) {
                throw expected("'" + wanted + "'");
            }
            advance();
        }
    }

    /** Reads a decimal number of at least one digit, at most {@link Long#MAX_VALUE}. */
    long decimal(String what) {
        int digit = current - '0';
        if (digit < 0 || digit > 9) {
            throw expected(what + " (decimal digits)");
        }
        long value = 0;
        do {
            if (value > LARGEST_BEFORE_DIGIT) {
                throw error(what + " does not fit 63 bits");
            }
            value = value * 10 + digit;
            if (value < 0) {
                throw error(what + " does not fit 63 bits");
            }
            advance();
            digit = current - '0';
        } while (digit >= 0 && digit <= 9);
        return value;
    }

    /** Reads a hexadecimal number of 1 to 16 digits, without a prefix. */
    long hexadecimal(String what) {
        int digit = hexDigit(current);
        if (digit == NOT_HEX) {
            throw expected(what + " (hexadecimal digits)");
        }
        long value = 0;
        int digits = 0;
        do {
            if (++digits > HEX_DIGITS_OF_A_LONG) {
                throw error(what + " has more than 16 hexadecimal digits");
            }
            value = value << 4 | digit;
            advance();
            digit = hexDigit(current);
        } while (digit != NOT_HEX);
        return value;
    }

    /** Demands the end of the line (or of the text) and moves past it. */
    void endLine() {
        if (current == '\r') {
            advance();
        }
        if (current == '\n') {
            line++;
            lineOffset = input.offset();
            advance();
        } else if (current != END) {
            throw expected("the end of the line");
        }
    }

    /** Moves past the rest of the line, whatever it says. */
    void skipLine() {
        while (current != '\n' && current != END) {
            advance();
        }
        endLine();
    }

    /** Whether the cursor stands on a line end; such blank lines may only be the last ones, or this throws. */
    boolean trailingBlank() {
        if (current != '\n' && current != '\r') {
            return false;
        }
        long blank = line;
        while (current == '\n' || current == '\r') {
            endLine();
        }
        if (current != END) {
            throw TraceException.atLine(
                    input.name(),
                    blank,
                    "a blank line before the end of the trace",
                    "remove it: blank lines mean nothing");
        }
        return true;
    }

    /** Complains that something else stands at the cursor. */
    TraceException expected(String what) {
        return error("expected " + what + " and found " + found());
    }

    /** Complains about what stands before the cursor. */
    TraceException error(String problem) {
        long column = input.offset() - lineOffset;
        return TraceException.atLine(
                input.name(),
                line,
                "column " + column + ": " + problem,
                "mend the line, or name another format with --trace-format if this is not " + format);
    }

    /** Complains that the text holds not one event. */
    TraceException empty() {
        return TraceException.of(input.name(), "the trace has no event", "check that the file was recorded to its end");
    }

    void close() {
        input.close();
    }

    private String found() {
        if (current == END) {
            return "the end of the file";
        }
        if (current == '\n' || current == '\r') {
            return "the end of the line";
        }
        return current > ' ' && current < 0x7f ? "'" + (char) current + "'" : String.format("byte 0x%02x", current);
    }

    private static int hexDigit(int character) {
        return character < 0 ? NOT_HEX : HEX[character];
    }

    private static byte[] hexTable() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            int digit = i < 0x80 ? Character.digit(i, 16) : NOT_HEX;
            table[i] = (byte) (digit < 0 ? NOT_HEX : digit);
        }
        return table;
    }
}
