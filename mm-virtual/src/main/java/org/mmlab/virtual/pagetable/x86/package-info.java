/**
 * The page tables of x86: long mode with 4 and 5 levels, 32-bit paging with 4 MiB pages, and PAE. Bits follow Intel SDM
 * volume 3, 4.3 to 4.5; what software does with the free ones follows Linux 6.12, {@code arch/x86/include/asm/pgtable_types.h}
 * and {@code pgtable.h}, with soft-dirty and userfaultfd configured and without page-table isolation, encryption or shadow stacks.
 */
package org.mmlab.virtual.pagetable.x86;
