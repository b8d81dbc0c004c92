package org.mmlab.tck.contract;

/**
 * One step of a random program over a page table.
 *
 * @param kind what it does
 * @param page which of the program's pages
 * @param count how many pages from there on; 1 and up
 * @param frame the first frame
 * @param rights a mask of {@code Protection}
 * @param access a mask of {@code Access}
 */
public record PageTableStep(Kind kind, int page, int count, long frame, int rights, int access) {
    /** What a step does. */
    public enum Kind {
        /** Maps the pages to consecutive frames, over what is there. */
        MAP,
        /** Unmaps the pages and frees the tables that nobody needs. */
        UNMAP,
        /** Changes the rights of those that are mapped. */
        PROTECT,
        /** Replaces what is mapped by swap entries. */
        SWAP_OUT,
        /** Accesses the pages through the MMU. */
        ACCESS,
        /** Clears accessed and dirty bits, with the flush that this needs. */
        CLEAN
    }
}
