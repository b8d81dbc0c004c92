package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.ACCESSED;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PRESENT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PSE;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;

/**
 * The page walk of 32-bit paging with CR4.PSE (Intel SDM volume 3, 4.3): two levels of 32-bit entries, 4 MiB pages without
 * PSE-36, no NX; an error code has no fetch bit.
 */
final class LegacyWalker implements PageWalker {
    private static final long FRAME = 0xffff_f000L;
    private static final long LARGE_FRAME = 0xffc0_0000L;
    private static final long LARGE_RESERVED = 0x003f_e000L;
    private static final int LARGE_SHIFT = 22;
    private static final int INDEX_MASK = 1023;

    LegacyWalker() {}

    @Override
    public long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result) {
        long raw = Addresses.rawVirt(va);
        int reported = access & ~Access.FETCH;
        int index = (int) (raw >>> LARGE_SHIFT) & INDEX_MASK;
        @PhysAddr long upperSlot = Addresses.phys((root & FRAME) + ((long) index << 2));
        long upper = memory.read32(upperSlot);
        result.step(2, index, upperSlot, upper);
        if ((upper & PRESENT) == 0) {
            return TranslationFault.of(reported, 0);
        }
        if ((upper & PSE) != 0) {
            if ((upper & LARGE_RESERVED) != 0) {
                return TranslationFault.of(reported, TranslationFault.PRESENT | TranslationFault.RESERVED);
            }
            if (!X86Rights.permit(upper, upper, reported)) {
                return TranslationFault.of(reported, TranslationFault.PRESENT);
            }
            long marked = X86Marks.set32(memory, upperSlot, upper, X86Marks.ofLeaf(access), result);
            result.found(Addresses.phys(upper & LARGE_FRAME), LARGE_SHIFT, X86Rights.of(upper, upper, marked));
            return TranslationFault.NONE;
        }
        index = (int) (raw >>> Addresses.PAGE_SHIFT) & INDEX_MASK;
        @PhysAddr long slot = Addresses.phys((upper & FRAME) + ((long) index << 2));
        long entry = memory.read32(slot);
        result.step(1, index, slot, entry);
        if ((entry & PRESENT) == 0) {
            return TranslationFault.of(reported, 0);
        }
        if (!X86Rights.permit(upper & entry, 0, reported)) {
            return TranslationFault.of(reported, TranslationFault.PRESENT);
        }
        X86Marks.set32(memory, upperSlot, upper, ACCESSED, result);
        long marked = X86Marks.set32(memory, slot, entry, X86Marks.ofLeaf(access), result);
        result.found(Addresses.phys(entry & FRAME), Addresses.PAGE_SHIFT, X86Rights.of(upper & entry, 0, marked));
        return TranslationFault.NONE;
    }
}
