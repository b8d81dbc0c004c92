package org.mmlab.lab.report;

/** How a report is printed. */
public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object. */
    JSON,
    /** Comma-separated values with a header line. */
    CSV
}
