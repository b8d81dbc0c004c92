package org.mmlab.lab.report;

/** Fields of comma-separated values (RFC 4180, but lines end in a line feed alone). */
final class Csv {
    private Csv() {}

    /** The field, in quotes where it needs them. */
    static String quoted(String field) {
        return field.matches("[^\",\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
