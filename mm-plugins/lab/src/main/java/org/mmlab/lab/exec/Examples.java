package org.mmlab.lab.exec;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.mmlab.api.plugin.Suggestions;

/** Scripts that come with mm; each begins with a comment that says what it shows. */
public final class Examples {
    private static final List<String> NAMES =
            List.of("first-touch", "cow", "mapped-file", "segfault", "stack", "swap", "huge-page", "far-memory");

    private Examples() {}

    /** Their names. */
    public static List<String> names() {
        return NAMES;
    }

    /** The script of a name. */
    public static ExecSource of(String name) throws IOException {
        if (!NAMES.contains(name)) {
            throw new ScriptException(Suggestions.unknown("example", name, NAMES));
        }
        try (InputStream in = Examples.class.getResourceAsStream(name + ".mm")) {
            if (in == null) {
                throw new IllegalStateException("the example " + name + ".mm is missing in the jar");
            }
            return ExecSource.of(name + ".mm", in);
        }
    }

    /** Names and what each shows, a line each. */
    public static String list() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : NAMES) {
            String first = of(name).text().lines().findFirst().orElse("");
            text.append(String.format("%-12s  %s%n", name, first.substring(Math.min(2, first.length()))));
        }
        return text.toString();
    }
}
