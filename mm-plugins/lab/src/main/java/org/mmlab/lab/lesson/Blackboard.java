package org.mmlab.lab.lesson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Where a lesson writes. Each step is handed to the audience when its pointer to what is next is written. */
public final class Blackboard {
    /** Columns that are used. */
    public static final int WIDTH = 80;
    /** Lines of a step at the most, its title and pointer included. */
    public static final int HEIGHT = 24;

    private static final int INDENT_OF_REST = 12;
    private static final int LABEL_WIDTH = 48;

    private final Consumer<LessonStep> audience;
    private final List<String> lines = new ArrayList<>();
    private Map<String, Object> facts = new LinkedHashMap<>();
    private String title = "";
    private int number;

    /** {@code audience} gets every step when it is complete. */
    public Blackboard(Consumer<LessonStep> audience) {
        this.audience = audience;
    }

    /** Begins a step. */
    public void step(String heading) {
        if (!lines.isEmpty()) {
            throw new IllegalStateException("step '" + title + "' has no pointer to what is next");
        }
        number++;
        title = heading;
    }

    /** A paragraph; filled in as by {@link String#format}, and wrapped. */
    public void say(String text, Object... values) {
        lines.addAll(wrapped(String.format(Locale.ROOT, text, values)));
    }

    /** A text in lines of at most {@link #WIDTH} columns, unless a word is longer. */
    public static List<String> wrapped(String text) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }

    /** Lines as they are, indented; what is too long goes on in the next line. */
    public void show(String text) {
        text.lines().forEach(line -> {
            String rest = ("    " + line).stripTrailing();
            while (rest.length() > WIDTH) {
                int blank = rest.lastIndexOf(' ', WIDTH);
                lines.add(rest.substring(0, blank));
                rest = " ".repeat(INDENT_OF_REST) + rest.substring(blank + 1);
            }
            lines.add(rest);
        });
    }

    /** A measured number. */
    public void fact(String label, long value) {
        facts.put(label, value);
        row(label, String.format(Locale.ROOT, "%,d", value));
    }

    /** A measured text. */
    public void fact(String label, String value) {
        facts.put(label, value);
        row(label, value);
    }

    private void row(String label, String value) {
        int width = Math.max(label.length(), Math.min(LABEL_WIDTH, WIDTH - 5 - value.length()));
        lines.add("    " + label + " ".repeat(width - label.length() + 1) + value);
    }

    /** An empty line. */
    public void gap() {
        lines.add("");
    }

    /** Ends the step with a pointer to the command or class to look at next. */
    public void next(String pointer) {
        audience.accept(new LessonStep(number, title, lines, Collections.unmodifiableMap(facts), pointer));
        lines.clear();
        facts = new LinkedHashMap<>();
    }
}
