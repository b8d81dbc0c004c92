package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.Policy;

/**
 * Backs private areas of address spaces: says what a page holds when it is touched for the first time, in place of zeroes
 * (Linux: {@code vm_operations_struct.fault}, and userfaultfd for handlers outside the kernel).
 *
 * <p>One instance a machine. {@link #attach} is called once, after {@code configure}. From then on the machine calls
 * {@link #fill} at each first touch of a page in an area that the handler backs, with a fresh zeroed frame that is mapped when
 * the call returns, and {@link #forget} when such pages leave an address space without having been filled again (munmap,
 * MADV_DONTNEED, exit). A page has the same bytes at each fill, whatever was written to it meanwhile. Everything else (copy-on-write, fork, swap, accounting) is the machine's own affair, as for any other
 * anonymous page. A handler may advance the clock, and may not touch address spaces.
 */
public interface FaultHandler extends Policy {
    /** The page is filled, without waiting: a minor fault. */
    int FILLED = 0;
    /** The page is filled, after waiting for something: a major fault. */
    int FILLED_MAJOR = 1;
    /** There is no such page: the toucher gets SIGBUS, and the frame is freed. */
    int NO_SUCH_PAGE = 2;

    /** Hands over what the handler may use. */
    void attach(FaultContext context);

    /**
     * Fills a page.
     *
     * @param region number of the region, 0 and up, as given when it was mapped
     * @param index page of the region, from 0
     * @param frame a zeroed frame
     * @return {@link #FILLED}, {@link #FILLED_MAJOR} or {@link #NO_SUCH_PAGE}
     */
    int fill(int region, long index, @FrameIndex int frame);

    /**
     * Pages {@code first} to {@code last} (inclusive) of a region were dropped from an address space; the next touch asks for
     * them again. The default takes no notice.
     */
    default void forget(int region, long first, long last) {}
}
