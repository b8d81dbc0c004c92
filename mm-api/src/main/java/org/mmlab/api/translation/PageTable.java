package org.mmlab.api.translation;

import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;

/**
 * The translation structure of one address space, as the kernel edits it. Entries are reached through <em>slots</em>, the physical
 * addresses of their words; a slot stays good until tables are freed or, in formats without a tree, until the next {@link #ensure}.
 * Writing an entry flushes no TLB: that is the caller's duty.
 *
 * <p>Confined to the machine's thread. Look-ups cost O(depth) memory reads. Levels that the format's tree lacks do not exist: a
 * call with such a level, or with an address that is not canonical, is a bug and throws {@link IllegalArgumentException}.
 */
public interface PageTable {
    /** The format. */
    PageTableFormat format();

    /** What the translation base register holds while this address space runs (x86: CR3 without PCID). */
    long root();

    /**
     * What the MMU uses for the kernel's part of the address space: {@link #root} where one tree serves both, the kernel table's
     * root where the architecture keeps them apart.
     */
    long kernelRoot();

    /**
     * The slot of {@code va} at {@code level}, where the tables above it exist.
     *
     * @return the slot; {@code NO_PHYS} where a table is missing or a larger page covers {@code va}
     */
    @PhysAddr long find(@VirtAddr long va, int level);

    /**
     * The slot of {@code va} at {@code level}; missing tables are allocated.
     *
     * @return the slot; {@code NO_PHYS} where memory ran out (tables made on the way stay)
     * @throws IllegalStateException where a larger page covers {@code va}: the caller splits it first
     */
    @PhysAddr long ensure(@VirtAddr long va, int level);

    /** The deepest slot that exists for {@code va}; its level is {@link #lookupLevel}; {@code NO_PHYS} where there is none. */
    @PhysAddr long lookup(@VirtAddr long va);

    /** Level of the slot that the last {@link #lookup} found; 0 = none. */
    int lookupLevel();

    /** The entry in a slot. */
    long read(@PhysAddr long slot);

    /** Stores an entry in a slot. The entry must not refer to a table. */
    void write(@PhysAddr long slot, long entry);

    /**
     * The first page at or above {@code va} and below {@code end} whose entry, at whatever level, is not none; empty subtrees
     * are skipped. For a large entry that began below {@code va} it is {@code va} itself.
     *
     * @param end an address of the same half of the address space, or its end
     * @return a page address, or {@code end}
     */
    @VirtAddr long nextPopulated(@VirtAddr long va, @VirtAddr long end);

    /**
     * Allocates a table without installing it, for a huge page that may have to be split when memory is short (Linux: the
     * deposited page table). It counts as a table of {@code level}.
     *
     * @return its pfn, or {@code NO_PFN} where memory ran out
     */
    @Pfn long allocateTable(int level);

    /** Puts an allocated table of {@code level} under the entry above it, whose old value is overwritten. */
    void installTable(@VirtAddr long va, int level, @Pfn long table);

    /**
     * Takes the table of {@code level} that maps {@code va} out of the tree and leaves none above it.
     *
     * @return its pfn, or {@code NO_PFN} where there is none; the caller frees it after the TLB flush
     */
    @Pfn long detachTable(@VirtAddr long va, int level);

    /** Frees a table that was allocated or detached. */
    void freeTable(@Pfn long table, int level);

    /** The slot of {@code va} in an allocated or detached table. */
    @PhysAddr long slotIn(@Pfn long table, int level, @VirtAddr long va);

    /**
     * Frees the tables that map nothing but [start, end), whose pages must have been unmapped before (Linux:
     * {@code free_pgd_range}). A table that also covers addresses outside is freed if it covers none below {@code floor} and none
     * at or above {@code ceiling}: the ends of the neighbouring areas; 0 = the end of the address space.
     */
    void freeTables(@VirtAddr long start, @VirtAddr long end, @VirtAddr long floor, @VirtAddr long ceiling);

    /** Table pages of {@code level}; the root is one of its level. */
    long tables(int level);

    /** All table pages, the root included. */
    long tables();

    /** Frees the root. Nothing may be mapped and {@link #freeTables} must have freed the rest; nothing is called afterwards. */
    void destroy();
}
