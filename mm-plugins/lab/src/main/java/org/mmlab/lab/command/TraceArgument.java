package org.mmlab.lab.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.format.BundledTraces;
import org.mmlab.kit.trace.format.TraceFormats;

/**
 * A trace as a user names it: {@code FILE}, {@code FILE#format=F,limit=N} or {@code bundled:NAME}.
 *
 * @param name the file, or {@code bundled:} and a name
 * @param format the format's name, or null to tell it by the content
 * @param limit most requests to take
 */
record TraceArgument(String name, @Nullable String format, int limit) {
    private static final String BUNDLED = "bundled:";

    /**
     * Reads the text form. A file whose own name has a {@code #} is taken as it is.
     *
     * @param otherwise the format where the text names none
     * @throws TraceException if an option after the {@code #} is unknown or malformed
     */
    static TraceArgument parse(String text, @Nullable String otherwise) {
        int mark = text.lastIndexOf('#');
        if (mark < 0 || (!text.startsWith(BUNDLED) && Files.exists(path(text)))) {
            return new TraceArgument(text, otherwise, DenseTrace.ALL);
        }
        TraceArgument argument = new TraceArgument(text.substring(0, mark), otherwise, DenseTrace.ALL);
        for (String option : text.substring(mark + 1).split(",", -1)) {
            argument = argument.with(text, option);
        }
        return argument;
    }

    private TraceArgument with(String text, String option) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals);
        String value = option.substring(equals + 1);
        if (key.equals("format") && equals > 0) {
            return new TraceArgument(name, value, limit);
        }
        if (key.equals("limit") && equals > 0) {
            return new TraceArgument(name, format, limit(text, value));
        }
        throw TraceException.of(
                text,
                Suggestions.unknown("trace option", key, java.util.List.of("format", "limit")),
                "write FILE#key=value,…");
    }

    private static int limit(String text, String value) {
        try {
            int limit = Integer.parseInt(value);
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that is too small
        }
        throw TraceException.of(
                text, "limit=" + value + " is not a number of requests", "give a whole number from 1 on");
    }

    /**
     * Opens the trace.
     *
     * @throws TraceException if it cannot be opened
     */
    Trace open() {
        if (name.startsWith(BUNDLED)) {
            return BundledTraces.open(name.substring(BUNDLED.length()), format);
        }
        return TraceFormats.open(path(name), format);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw TraceException.of(text, "this is not a path (" + e.getReason() + ")", "name a trace file", e);
        }
    }
}
