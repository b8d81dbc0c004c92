package org.mmlab.api.plugin;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Checks the text of one parameter value against its declaration. */
final class ParameterCheck {
    private ParameterCheck() {}

    static @Nullable String error(PolicySpec.Parameter parameter, String text) {
        return switch (parameter.type()) {
            case INT -> number(parameter, text, true);
            case NUMBER -> number(parameter, text, false);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? null : "'" + text + "' is not true or false";
            case WORD ->
                Arrays.asList(parameter.words()).contains(text)
                        ? null
                        : "'" + text + "' is not one of " + String.join(", ", parameter.words());
        };
    }

    private static @Nullable String number(PolicySpec.Parameter parameter, String text, boolean whole) {
        double value;
        try {
            value = whole ? Long.parseLong(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return "'" + text + "' is not " + parameter.type().description();
        }
        if (!(value >= parameter.min() && value <= parameter.max())) {
            return text + " is not in " + plain(parameter.min()) + ".." + plain(parameter.max());
        }
        return null;
    }

    private static String plain(double bound) {
        if (Double.isInfinite(bound)) {
            return bound < 0 ? "-∞" : "∞";
        }
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
