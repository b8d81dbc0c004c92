package org.mmlab.virtual.fault;

import org.mmlab.api.virtual.HugePagePolicy.Advice;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** What a program said about huge pages in an area, the process's own setting included (Linux: {@code vma_thp_disabled}). */
public final class HugeAdvice {
    private HugeAdvice() {}

    /** The advice of an area. */
    public static Advice of(Vma vma) {
        AddressSpace.HugePages mode = vma.mm().hugePages();
        if (vma.has(VmFlags.NOHUGEPAGE) || mode == AddressSpace.HugePages.DISABLED) {
            return Advice.NOHUGEPAGE;
        }
        if (vma.has(VmFlags.HUGEPAGE)) {
            return Advice.HUGEPAGE;
        }
        return mode == AddressSpace.HugePages.ADVISED_ONLY ? Advice.NOHUGEPAGE : Advice.NONE;
    }
}
