package org.mmlab.api.reclaim;

/** What a {@link WritebackPolicy} may know and do. Counts are in pages of files; shared memory has no writeback. */
public interface WritebackContext {
    /** The virtual clock. */
    long nowNs();

    /** Runs {@code event} once, {@code delayNs} nanoseconds from now. */
    void schedule(long delayNs, Runnable event);

    /** Lets time pass; only within {@link WritebackPolicy#balance}. */
    void advance(long ns);

    /** Frames that could be dirty at all: free ones beyond the reserves, and those of files (Linux: {@code global_dirtyable_memory}). */
    long dirtyable();

    /** Dirty pages that are not being written. */
    long dirty();

    /** Pages being written. */
    long writeback();

    /** When the file that is dirty longest became so; {@link Long#MAX_VALUE} where none is dirty. */
    long oldestDirtyNs();

    /**
     * Begins to write dirty pages, those of the file first that is dirty longest.
     *
     * @param dirtiedByNs only files that became dirty then or earlier
     * @param most pages to write at most
     * @return pages whose write began
     */
    int write(long dirtiedByNs, int most);
}
