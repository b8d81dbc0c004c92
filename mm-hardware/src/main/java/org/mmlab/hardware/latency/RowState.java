package org.mmlab.hardware.latency;

/** What the row buffer of a DRAM bank holds when an access comes. */
public enum RowState {
    /** The row that is wanted: a row hit. */
    OPEN,
    /** Nothing. */
    CLOSED,
    /** Another row, which must be closed first: a row conflict. */
    OTHER
}
