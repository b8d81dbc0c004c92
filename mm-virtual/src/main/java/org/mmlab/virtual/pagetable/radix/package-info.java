/**
 * Tables as a tree: each level's index is cut from the address, an entry refers to the table of the level below (Linux:
 * {@code mm/memory.c}, {@code mm/pgtable-generic.c}, {@code arch/x86/mm/pgtable.c}).
 */
package org.mmlab.virtual.pagetable.radix;
