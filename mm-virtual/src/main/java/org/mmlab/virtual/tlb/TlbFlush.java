package org.mmlab.virtual.tlb;

import org.mmlab.virtual.paging.MmPages;

/**
 * Makes every CPU that may remember translations of an address space forget them: the local TLB and, by inter-processor
 * interrupt, the others (Linux: {@code flush_tlb_mm_range}). Implemented over the CPUs by the composition root.
 */
public interface TlbFlush {
    /** A machine without TLBs. */
    TlbFlush NONE = new TlbFlush() {
        @Override
        public void range(MmPages mm, long firstPage, long pages, int pageShift) {}

        @Override
        public void all(MmPages mm) {}
    };

    /**
     * Forgets the translations of {@code pages} base pages from page number {@code firstPage}.
     *
     * @param pageShift log2 of the bytes of the smallest page that was mapped there
     */
    void range(MmPages mm, long firstPage, long pages, int pageShift);

    /** Forgets all translations of an address space. */
    void all(MmPages mm);
}
