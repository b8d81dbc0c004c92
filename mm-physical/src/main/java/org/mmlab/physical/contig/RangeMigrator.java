package org.mmlab.physical.contig;

/** Moves what is in use out of a range of frames (Linux: {@code __alloc_contig_migrate_range}). */
@FunctionalInterface
public interface RangeMigrator {
    /** Moves nothing. */
    RangeMigrator NONE = (start, end) -> false;

    /**
     * Moves the movable pages of page frame numbers {@code start} to {@code end - 1} elsewhere.
     *
     * @return whether all went; if not, some may have gone
     */
    boolean migrate(long start, long end);
}
