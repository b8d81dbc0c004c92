package org.mmlab.hardware.tlb;

import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;

/** Sees the entries of a TLB. */
@FunctionalInterface
public interface TlbVisitor {
    /**
     * One entry. The same translation is seen once for each array that holds it.
     *
     * @param va first address of the page
     * @param asid its address space, or {@link Tlb#ANY_ASID} for a global entry
     * @param pageShift log2 of the page's bytes
     * @param page first physical address
     * @param rights as in {@code WalkResult}
     */
    void entry(@VirtAddr long va, int asid, int pageShift, @PhysAddr long page, int rights);
}
