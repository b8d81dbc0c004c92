package org.mmlab.kit.spec;

import java.util.Locale;
import java.util.OptionalLong;

/** Byte counts as users write them: {@code 64M}, {@code 1.5G}, {@code 4096}; K, M, G, T are powers of 1024. */
public final class Sizes {
    private static final String UNITS = "KMGT";

    private Sizes() {}

    /** Reads a size; empty where it is none, or not a whole number of bytes, or beyond 2^62. */
    public static OptionalLong parse(String text) {
        String trimmed = text.trim().toUpperCase(Locale.ROOT);
        if (trimmed.endsWith("IB")) {
            trimmed = trimmed.substring(0, trimmed.length() - 2);
        } else if (trimmed.endsWith("B")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        if (trimmed.isEmpty()) {
            return OptionalLong.empty();
        }
        int unit = UNITS.indexOf(trimmed.charAt(trimmed.length() - 1));
        String digits = unit < 0 ? trimmed : trimmed.substring(0, trimmed.length() - 1);
        if (!digits.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(digits) * (1L << (10 * (unit + 1)));
        boolean exact = digits.indexOf('.') < 0;
        if (value < 0 || value > 0x1p62 || value != Math.rint(value)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(exact ? Long.parseLong(digits) << (10 * (unit + 1)) : (long) value);
    }

    /** The shortest exact form: {@code 64M}, {@code 1536K}, {@code 4097}. */
    public static String format(long bytes) {
        int unit = 0;
        long value = bytes;
        while (unit < UNITS.length() && value != 0 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? Long.toString(value) : value + UNITS.substring(unit - 1, unit);
    }
}
