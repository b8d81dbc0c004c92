package org.mmlab.virtual.pagetable.radix;

/**
 * The addresses that belong to nobody but the areas being unmapped: from the end of the area below (floor) to the start of the
 * one above (ceiling). A table may go if it maps nothing outside. 0 as ceiling is the end of the address space.
 */
record TableRange(long floor, long ceiling) {
    /** Whether [first, last] lies within. */
    boolean holds(long first, long last) {
        return Long.compareUnsigned(first, floor) >= 0 && Long.compareUnsigned(last, ceiling - 1) <= 0;
    }
}
