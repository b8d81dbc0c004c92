/**
 * Flushing what CPUs remember of entries that changed. {@link org.mmlab.virtual.tlb.TlbGather} is the one way to give up the
 * frames of entries that were removed: it collects ranges and frames, flushes, and only then drops the references (Linux:
 * {@code mm/mmu_gather.c}, {@code arch/x86/mm/tlb.c}).
 */
package org.mmlab.virtual.tlb;
