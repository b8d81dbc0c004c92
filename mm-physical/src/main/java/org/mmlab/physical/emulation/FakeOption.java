package org.mmlab.physical.emulation;

/** Numbers as the kernel reads them: up to the first character that does not belong (Linux: {@code simple_strtoul}, {@code memparse}). */
final class FakeOption {
    private static final String UNITS = "KMGTPE";

    private FakeOption() {}

    /** The number that a text begins with, decimal or, with {@code 0x}, hexadecimal; 0 for none. */
    static long number(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        int radix = hex ? 16 : text.startsWith("0") ? 8 : 10;
        long number = 0;
        for (int i = hex ? 2 : 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                break;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** The size that a text begins with, in bytes. */
    static long size(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int unit = end < text.length() ? UNITS.indexOf(Character.toUpperCase(text.charAt(end))) : -1;
        return number(text) << 10 * (unit + 1);
    }
}
