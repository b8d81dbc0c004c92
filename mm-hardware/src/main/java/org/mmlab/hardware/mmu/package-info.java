/**
 * The memory management unit: TLB look-up, table walk on a miss, checks of rights, accessed and dirty bits. Follows Intel SDM
 * volume 3, chapter 4, with CR0.WP on and without SMEP, SMAP and protection keys.
 */
package org.mmlab.hardware.mmu;
