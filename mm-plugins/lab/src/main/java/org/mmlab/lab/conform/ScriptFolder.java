package org.mmlab.lab.conform;

import java.io.IOException;
import java.util.List;

/** A family's folder with scripts: files of one JSON object a line, each line a case. */
public final class ScriptFolder {
    private final VectorSource source;
    private final List<String> files;

    private ScriptFolder(VectorSource source, List<String> files) {
        this.source = source;
        this.files = files;
    }

    /**
     * The scripts of a folder.
     *
     * @throws VectorFormatException if it holds none
     */
    public static ScriptFolder of(VectorSource source) throws IOException {
        List<String> files = source.files().stream()
                .filter(file -> file.endsWith(".jsonl") || file.endsWith(".jsonl.gz"))
                .toList();
        if (files.isEmpty()) {
            throw new VectorFormatException(
                    "there is no *.jsonl or *.jsonl.gz in " + source.location() + "; it holds: " + source.files());
        }
        return new ScriptFolder(source, files);
    }

    /** The files with scripts, in the folder's order. */
    public List<String> files() {
        return files;
    }

    /** Replays every script; one that is not understood is a broken case, and the next is replayed. */
    public void replay(ConformReport report, Naming naming, Replaying replaying) throws IOException {
        for (String file : files) {
            try (JsonLines lines = JsonLines.open(source, file)) {
                JsonFields script = lines.next();
                if (script == null) {
                    throw new VectorFormatException(source.location() + "/" + file + " holds no script");
                }
                for (; script != null; script = lines.next()) {
                    replay(script, lines.place(), report, naming, replaying);
                }
            }
        }
    }

    private static void replay(
            JsonFields script, String place, ConformReport report, Naming naming, Replaying replaying) {
        String name = "line " + place.substring(place.lastIndexOf(':') + 1);
        try {
            name = naming.nameOf(script);
            replaying.replay(script, name, place);
        } catch (VectorFormatException e) {
            try (ConformCase broken = report.open(name)) {
                broken.broken(e);
            }
        }
    }

    /** What a script is called in the report. */
    @FunctionalInterface
    public interface Naming {
        /** The name, from the script's own fields. */
        String nameOf(JsonFields script) throws VectorFormatException;
    }

    /** What to do with a script. */
    @FunctionalInterface
    public interface Replaying {
        /** Replays a script that was read at {@code place} and compares it with what was recorded. */
        void replay(JsonFields script, String name, String place) throws VectorFormatException;
    }
}
