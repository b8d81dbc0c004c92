package org.mmlab.api.translation;

/**
 * One level of a page table.
 *
 * @param name Linux's name for its entries: pte, pmd, pud, p4d, pgd
 * @param shift log2 of the bytes that one entry covers
 * @param indexBits log2 of the entries in one table
 * @param leaf whether an entry may map a page of that size itself
 */
public record LevelGeometry(String name, int shift, int indexBits, boolean leaf) {
    /** Bytes that one entry covers. */
    public long bytes() {
        return 1L << shift;
    }

    /** Entries in one table. */
    public int entries() {
        return 1 << indexBits;
    }

    /** Where an address falls in a table of this level. */
    public int index(long rawVirtualAddress) {
        return (int) (rawVirtualAddress >>> shift) & (entries() - 1);
    }
}
