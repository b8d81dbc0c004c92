package org.mmlab.lab.command;

/** How a command prints a table. */
public enum TableFormat {
    /** Aligned columns, for people. */
    TEXT,
    /** Comma-separated values with a header line (RFC 4180, but lines end in a line feed alone). */
    CSV,
    /** An array of objects. */
    JSON
}
