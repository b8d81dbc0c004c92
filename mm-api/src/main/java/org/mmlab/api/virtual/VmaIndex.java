package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.Policy;

/**
 * The areas of one address space by address: disjoint, non-empty ranges {@code [start, end)}, each with the handle of its
 * area. Addresses are unsigned. One instance an address space; confined to the machine's thread.
 *
 * <p>Every operation is to cost O(log n). The caller keeps ranges disjoint; an implementation may throw
 * {@link IllegalStateException} where he does not, and must where a range that is named is not there. A new instance is empty.
 */
public interface VmaIndex extends Policy {
    /** No area: what a look-up gives where there is none. */
    int NO_AREA = -1;

    /** No gap is large enough: never the address of a page. */
    @VirtAddr long NO_GAP = -1L;

    /** How many areas there are. */
    int size();

    /** Adds a range that overlaps no other. {@code area} is 0 or more. */
    void insert(@VirtAddr long start, @VirtAddr long end, int area);

    /** Removes the range that begins at {@code start}. */
    void remove(@VirtAddr long start);

    /** Moves the bounds of the range that begins at {@code oldStart}; it overlaps no other range before and after, and passes none. */
    void resize(@VirtAddr long oldStart, @VirtAddr long start, @VirtAddr long end);

    /** The first area whose end lies above {@code address}: the one that holds it, or else the next (Linux: {@code find_vma}). */
    int find(@VirtAddr long address);

    /** The last area whose end lies at or below {@code address}: the one before {@link #find}'s (Linux: {@code find_vma_prev}). */
    int before(@VirtAddr long address);

    /**
     * The lowest free range of {@code bytes} bytes within {@code [low, high)} (Linux: {@code mas_empty_area}).
     *
     * @param bytes more than 0
     * @return its first byte, which is {@code low} or the end of an area; {@link #NO_GAP} where there is none
     */
    @VirtAddr long lowestGap(@VirtAddr long low, @VirtAddr long high, long bytes);

    /**
     * The highest free range of {@code bytes} bytes within {@code [low, high)} (Linux: {@code mas_empty_area_rev}).
     *
     * @param bytes more than 0
     * @return the address after its last byte, which is {@code high} or the start of an area; {@link #NO_GAP} where there is none
     */
    @VirtAddr long highestGap(@VirtAddr long low, @VirtAddr long high, long bytes);
}
