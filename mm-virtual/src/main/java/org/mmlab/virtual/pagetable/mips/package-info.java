/**
 * A CPU whose TLB software fills: MIPS32 (R4000 style). There is no table walk in hardware; a miss raises the refill exception,
 * whose handler walks the kernel's two-level table, and accessed and dirty bits are kept by the handlers of the invalid and
 * modified exceptions (Linux: {@code arch/mips/mm/tlbex.c}, {@code arch/mips/include/asm/pgtable-bits.h}).
 */
package org.mmlab.virtual.pagetable.mips;
