package org.mmlab.tck.contract;

/**
 * A step of a program over backed regions.
 *
 * @param kind what is done
 * @param process which of the living processes does it, modulo their number
 * @param page first page
 * @param count pages, cut off at the end of the region
 * @param value byte to write
 */
record BackedStep(Kind kind, int process, int page, int count, int value) {
    /** What is done. */
    enum Kind {
        /** Reads a byte of each page. */
        READ,
        /** Writes a byte of each page. */
        WRITE,
        /** Drops pages: MADV_DONTNEED. */
        DONTNEED,
        /** Swaps pages out: MADV_PAGEOUT. */
        PAGEOUT,
        /** Unmaps pages. */
        MUNMAP,
        /** A child is made. */
        FORK,
        /** The process ends. */
        EXIT
    }
}
