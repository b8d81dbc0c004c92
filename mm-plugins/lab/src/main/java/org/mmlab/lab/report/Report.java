package org.mmlab.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sections of named figures: whole numbers, or text. Filled, printed, thrown away. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();

    /** An empty report. */
    public Report() {}

    /** Adds a whole number. */
    public Report put(String section, String name, long value) {
        sections.computeIfAbsent(section, key -> new LinkedHashMap<>()).put(name, value);
        return this;
    }

    /** Adds a text. */
    public Report put(String section, String name, String value) {
        sections.computeIfAbsent(section, key -> new LinkedHashMap<>()).put(name, value);
        return this;
    }

    /** The figures by section and name. Read only. */
    public Map<String, Map<String, Object>> sections() {
        return Collections.unmodifiableMap(sections);
    }

    /** The report in a format, with a newline at its end. */
    public String print(Format format) {
        return switch (format) {
            case TEXT -> text();
            case JSON -> json();
            case CSV -> csv();
        };
    }

    private String text() {
        int width = sections.values().stream()
                .flatMap(section -> section.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        sections.forEach((section, figures) -> {
            text.append(text.isEmpty() ? "" : "\n").append(section).append('\n');
            figures.forEach((name, value) -> text.append("  ")
                    .append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value)
                    .append('\n'));
        });
        return text.toString();
    }

    private String json() {
        try {
            return JSON.writeValueAsString(sections) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can always be written as JSON", e);
        }
    }

    private String csv() {
        StringBuilder text = new StringBuilder("section,name,value\n");
        sections.forEach((section, figures) -> figures.forEach((name, value) -> text.append(Csv.quoted(section))
                .append(',')
                .append(Csv.quoted(name))
                .append(',')
                .append(Csv.quoted(String.valueOf(value)))
                .append('\n')));
        return text.toString();
    }
}
