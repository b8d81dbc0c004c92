package org.mmlab.api.reclaim;

/**
 * What is remembered of the reads of one open file (Linux: {@code struct file_ra_state}). The page cache keeps it, the
 * {@link Readahead} policy changes it as it likes; only {@link #previousByte} and
 * {@link #windowFactor} are set by the mechanism.
 */
public final class ReadaheadState {
    /** First page of the last window. */
    public long start;
    /** Pages of the last window. */
    public int size;
    /** How many pages before the end of the window the marker stands: reading it starts the next window. */
    public int asyncSize;
    /** log2 of the folio size that the window was read with. */
    public int order;
    /** Faults that missed less those that hit, not below 0. */
    public int mmapMiss;
    /** Where the previous read(2) ended, in bytes; -1 before the first. */
    public long previousByte = -1;

    /** How many times the device's window this file's is: 2 after POSIX_FADV_SEQUENTIAL. Set by the mechanism. */
    public int windowFactor = 1;

    /** Nothing read so far. */
    public ReadaheadState() {}
}
