/**
 * CPUs, and how one tells the others to forget translations: the TLB shoot-down by inter-processor interrupt (Linux:
 * {@code arch/x86/mm/tlb.c}).
 */
package org.mmlab.hardware.cpu;
