/**
 * Translation look-aside buffers: set-associative arrays of translations, one for each page size, behind them a unified
 * second level. Entries carry the identifier of their address space (x86: PCID) and may be global. Replacement within a set is
 * least recently used. What must be flushed, and when, is software's duty: Intel SDM volume 3, 4.10; Linux
 * {@code arch/x86/mm/tlb.c}.
 */
package org.mmlab.hardware.tlb;
