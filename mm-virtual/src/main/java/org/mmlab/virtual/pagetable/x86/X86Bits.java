package org.mmlab.virtual.pagetable.x86;

/** The bits of x86 page-table entries that all its formats share. */
final class X86Bits {
    static final long PRESENT = 1;
    static final long RW = 1 << 1;
    static final long USER = 1 << 2;
    static final long PWT = 1 << 3;
    static final long PCD = 1 << 4;
    static final long ACCESSED = 1 << 5;
    static final long DIRTY = 1 << 6;
    /** Page size, above level 1. */
    static final long PSE = 1 << 7;
    /** Page attribute table, in 4 KiB entries: the same bit as PSE. */
    static final long PAT = 1 << 7;

    static final long GLOBAL = 1 << 8;
    /** In entries that are not present. */
    static final long PROTNONE = GLOBAL;

    static final long SPECIAL = 1 << 9;
    static final long SOFTW2 = 1 << 10;
    static final long SOFTW3 = 1 << 11;
    static final long PAT_LARGE = 1 << 12;
    static final long SOFTW4 = 1L << 57;
    static final long SOFTW5 = 1L << 58;
    static final int PKEY_SHIFT = 59;
    static final long NX = 1L << 63;

    /** The number of the first bit that a swap entry may use: those below are looked at by hardware or by pte_present. */
    static final int SWAP_FIRST_BIT = 9;

    static final int SWAP_TYPE_BITS = 5;

    private X86Bits() {}
}
