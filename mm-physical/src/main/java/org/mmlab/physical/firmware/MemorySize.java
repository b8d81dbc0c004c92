package org.mmlab.physical.firmware;

/**
 * A number with a unit at the start of a text, as the kernel's command line writes sizes and addresses (Linux: {@code memparse}):
 * decimal, octal after {@code 0}, hexadecimal after {@code 0x}, then {@code K M G T P E} in either case.
 *
 * @param value the number in bytes; it wraps at 64 bits
 * @param length how many characters it takes; 0 if there is no number
 */
public record MemorySize(long value, int length) {
    private static final String UNITS = "KMGTPE";

    /** The number that a text begins with, and its unit (Linux: {@code memparse}). */
    public static MemorySize parse(String text) {
        MemorySize number = parseNumber(text);
        int unit =
                number.length < text.length() ? UNITS.indexOf(Character.toUpperCase(text.charAt(number.length))) : -1;
        return unit < 0 ? number : new MemorySize(number.value << (10 * (unit + 1)), number.length + 1);
    }

    /** Without a unit (Linux: {@code simple_strtoull} of any base). */
    public static MemorySize parseNumber(String text) {
        boolean hex = text.length() > 2
                && text.regionMatches(true, 0, "0x", 0, 2)
                && Character.digit(text.charAt(2), 16) >= 0;
        int radix = hex ? 16 : text.startsWith("0") ? 8 : 10;
        int at = hex ? 2 : 0;
        long value = 0;
        while (at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        return new MemorySize(value, at);
    }
}
