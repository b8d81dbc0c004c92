/**
 * Per-CPU lists of free frames, above the free blocks of each zone: most allocations and frees of small orders (and of huge pages)
 * touch nothing but the list of their CPU.
 *
 * <p>Lists are refilled and emptied in batches. How large the batches are and how many frames a CPU may keep adapts to what it does:
 * Linux 6.12 tunes {@code high} between two limits and counts consecutive frees ({@code AutoTuning}), Linux 6.1 has a fixed
 * {@code high} and doubles the free batch ({@code FixedTuning}). Linux: {@code struct per_cpu_pages}, {@code mm/page_alloc.c}.
 */
package org.mmlab.physical.pcp;
