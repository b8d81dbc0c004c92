package org.mmlab.api.reclaim;

/** What {@link Readahead} may know of the file that it reads. Implemented by the page cache; each call is O(window). */
public interface FileView {
    /** Pages that hold the file's bytes. */
    long pages();

    /**
     * The nearest absent page at or below {@code index}, looking at {@code max} pages (Linux: {@code page_cache_prev_miss}).
     *
     * @return the page; one below the range where all are present, so -1 where the file is cached from its start
     */
    long previousMiss(long index, int max);

    /** The nearest absent page at or above {@code index}, or {@code index + max} where all are present. */
    long nextMiss(long index, int max);
}
