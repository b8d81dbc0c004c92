package org.mmlab.lab.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.kit.spec.SpecException;

/**
 * Memory by the size of the program: {@code 2x}, {@code 0.5x}, {@code 1/4x} of the pages that it touches, and on top of them the
 * {@value #KERNEL_PAGES} pages that a small kernel needs for itself.
 */
final class RelativeSize {
    static final long KERNEL_PAGES = 32;

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)(?:/(\\d{1,6}))?x");

    private RelativeSize() {}

    /** The size in bytes as text where {@code text} is relative; else {@code text} itself. */
    static String resolve(String text, long footprintPages) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return text;
        }
        String divisor = matcher.group(2);
        double factor = Double.parseDouble(String.valueOf(matcher.group(1)))
                / (divisor == null ? 1 : Integer.parseInt(divisor));
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new SpecException(List.of("options: ram: '" + text
                    + "' is no share of a program's memory; write 2x, 0.5x or 1/4x, with numbers above 0"));
        }
        long pages = (long) Math.ceil(footprintPages * factor) + KERNEL_PAGES;
        return Long.toString(pages << 12);
    }
}
