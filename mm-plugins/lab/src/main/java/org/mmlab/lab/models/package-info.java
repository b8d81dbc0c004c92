/**
 * What the memory models cost on one and the same memory, as far as Linux would pay for it: page structs with those for holes, section
 * tables, pageblock types, page tables of the virtual memory map; who gives the memory; how dear a conversion is.
 *
 * <p>Linux 6.12: {@code mm/sparse.c} ({@code memblocks_present}, {@code sparse_init_nid}), {@code mm/sparse-vmemmap.c},
 * {@code arch/x86/mm/init_64.c} ({@code vmemmap_populate}), {@code mm/mm_init.c} ({@code setup_usemap}); DISCONTIGMEM as in 5.13.
 */
package org.mmlab.lab.models;
