package org.mmlab.reclaim.lru;

/** The changes that are batched per CPU, in the order in which a drain makes them (Linux: {@code struct cpu_fbatches}). */
enum LruBatch {
    /** A new page goes onto its list. */
    ADD,
    /** Written back and wanted gone: to the tail of the inactive list. */
    MOVE_TAIL,
    /** A file page that could not be dropped: to the inactive list. */
    DEACTIVATE_FILE,
    /** To the inactive list. */
    DEACTIVATE,
    /** A clean anonymous page that may be dropped. */
    LAZYFREE,
    /** To the active list. */
    ACTIVATE,
    /** Mapped by a locked area or unmapped from it. */
    MLOCK
}
