package org.mmlab.kit.trace.format;

import java.util.List;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.ResourceSource;

/** The recordings of real programs that come with the kit, all in PGT1 format. */
public final class BundledTraces {

    /** What {@code mm run} replays when it is given no trace: {@code /bin/ls -lR} of a folder, 8.9 million references. */
    public static final String DEFAULT = "ls";

    private static final List<String> NAMES = List.of("ls", "true");
    private static final String FOLDER = "/org/mmlab/kit/traces/";

    private BundledTraces() {}

    /** The names of the recordings. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Opens a recording.
     *
     * @throws TraceException if there is none of that name; the message lists all
     */
    public static Trace open(String name) {
        if (!NAMES.contains(name)) {
            throw TraceException.of(name, "no bundled trace has this name", "known: " + String.join(", ", NAMES));
        }
        String resource = FOLDER + name + ".pgt.gz";
        return TraceFormats.open(new ResourceSource(BundledTraces.class, resource, "bundled:" + name), null);
    }
}
