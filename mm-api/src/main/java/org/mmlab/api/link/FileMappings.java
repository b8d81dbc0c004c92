package org.mmlab.api.link;

/**
 * From a page of a file to those who map it. Implemented by mm-virtual over each file's i_mmap tree (Linux:
 * {@code unmap_mapping_range}), called by the page cache when pages go.
 */
public interface FileMappings {
    /** Which mappings of a truncated page go. */
    enum Cows {
        /** Pages of the file and private copies made from them: truncation. */
        EVEN_COWS,
        /** Pages of the file alone: a punched hole, invalidation. */
        FILE_PAGES
    }

    /** Unmaps pages {@code first} to {@code last} (inclusive) of a file from every process. */
    void unmapRange(int file, long first, long last, Cows cows);
}
