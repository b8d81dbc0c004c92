package org.mmlab.kit.trace.format;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.ResourceSource;

/** The recordings of real programs that come with the kit, all in PGT1 format. */
public final class BundledTraces {

    /** What {@code mm run} replays when it is given no trace: {@code /bin/ls -lR} of a folder, 8.9 million references. */
    public static final String DEFAULT = "ls";

    private static final List<String> NAMES = List.of(
            "ls",
            "cat",
            "true",
            "bzip2.f16",
            "cat.f16",
            "gitlog.f16",
            "grep.f16",
            "ls.f16",
            "matmul.f16",
            "sort.f16",
            "sqlite.f16",
            "true.f16",
            "wc.f16");
    private static final String FOLDER = "/org/mmlab/kit/traces/";

    private BundledTraces() {}

    /**
     * The names of the recordings: {@code NAME} is every run of the program, {@code NAME.f16} what a 16-entry TLB lets through.
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Opens a recording.
     *
     * @throws TraceException if there is none of that name; the message lists all
     */
    public static Trace open(String name) {
        return open(name, null);
    }

    /**
     * Opens a recording as a file of a format.
     *
     * @param format name of its format, or null to tell it by the content
     * @throws TraceException if there is none of that name, and the message lists all; or if it is not of that format
     */
    public static Trace open(String name, @Nullable String format) {
        if (!NAMES.contains(name)) {
            throw TraceException.of(
                    "bundled:" + name, Suggestions.unknown("bundled trace", name, NAMES), "write bundled:NAME");
        }
        String resource = FOLDER + name + ".pgt.gz";
        return TraceFormats.open(new ResourceSource(BundledTraces.class, resource, "bundled:" + name), format);
    }
}
