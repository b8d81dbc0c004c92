/**
 * Translation from virtual to physical addresses: the decision {@link org.mmlab.api.translation.PageTableFormat} and what
 * goes with it.
 *
 * <p>A format is three things that know the same bits: a {@link org.mmlab.api.translation.PteCodec codec}, the algebra of one
 * entry (Linux: {@code mk_pte}, {@code pte_modify}, {@code pgprot}); a {@link org.mmlab.api.translation.PageTable table} for each
 * address space, as the kernel edits it; and a {@link org.mmlab.api.translation.PageWalker walker}, as the MMU reads it on a TLB
 * miss. Tables live in {@link org.mmlab.api.translation.PhysicalMemory simulated RAM}: a table page is a frame, an entry is a
 * word at a physical address (a <em>slot</em>) with the architecture's own bits.
 *
 * <p>Levels are counted from the bottom, as in Intel's manual: 1 holds the entries of 4 KiB pages (pte), 2 pmd, 3 pud, 4 p4d
 * (the pgd of a 4-level table), 5 pgd.
 */
package org.mmlab.api.translation;
