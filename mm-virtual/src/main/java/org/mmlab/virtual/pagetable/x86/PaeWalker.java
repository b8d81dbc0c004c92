package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.ACCESSED;
import static org.mmlab.virtual.pagetable.x86.X86Bits.NX;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PRESENT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PSE;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;

/**
 * The page walk of PAE paging (Intel SDM volume 3, 4.4): a table of four pointers without rights, then two levels of 64-bit entries
 * with NX and 2 MiB pages. A CPU keeps the four pointers in registers from the last load of CR3 on; here they are read, and
 * counted, on every walk, so that a change needs no reload.
 */
final class PaeWalker implements PageWalker {
    private static final long FRAME = 0x000f_ffff_ffff_f000L;
    private static final long LARGE_FRAME = FRAME & -(1L << 21);
    /** Bits 52 to 62 are reserved in every entry; in a large one bits 13 to 20 too. */
    private static final long RESERVED = ~(FRAME | 0xfffL | NX);

    private static final long LARGE_RESERVED = RESERVED | 0x1f_e000L;
    private static final long POINTER_RESERVED = RESERVED | NX | 0x1e6L;
    private static final int POINTER_SHIFT = 30;
    private static final int POINTER_MASK = 3;
    private static final int LARGE_SHIFT = 21;
    private static final int INDEX_MASK = 511;

    PaeWalker() {}

    @Override
    public long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result) {
        long raw = Addresses.rawVirt(va);
        long pointer = read(memory, root, (int) (raw >>> POINTER_SHIFT) & POINTER_MASK, 3, result);
        if ((pointer & PRESENT) == 0) {
            return TranslationFault.of(access, 0);
        }
        if ((pointer & POINTER_RESERVED) != 0) {
            return TranslationFault.of(access, TranslationFault.PRESENT | TranslationFault.RESERVED);
        }
        int upperIndex = (int) (raw >>> LARGE_SHIFT) & INDEX_MASK;
        long upper = read(memory, pointer, upperIndex, 2, result);
        if ((upper & PRESENT) == 0) {
            return TranslationFault.of(access, 0);
        }
        boolean large = (upper & PSE) != 0;
        if ((upper & (large ? LARGE_RESERVED : RESERVED)) != 0) {
            return TranslationFault.of(access, TranslationFault.PRESENT | TranslationFault.RESERVED);
        }
        @PhysAddr long upperSlot = slot(pointer, upperIndex);
        if (large) {
            return leaf(memory, upperSlot, upper, upper, upper, LARGE_SHIFT, access, result);
        }
        int index = (int) (raw >>> Addresses.PAGE_SHIFT) & INDEX_MASK;
        long entry = read(memory, upper, index, 1, result);
        if ((entry & PRESENT) == 0) {
            return TranslationFault.of(access, 0);
        }
        if ((entry & RESERVED) != 0) {
            return TranslationFault.of(access, TranslationFault.PRESENT | TranslationFault.RESERVED);
        }
        long fault = leaf(
                memory, slot(upper, index), entry, upper & entry, upper | entry, Addresses.PAGE_SHIFT, access, result);
        if (fault == TranslationFault.NONE) {
            X86Marks.set64(memory, upperSlot, upper, ACCESSED, result);
        }
        return fault;
    }

    private static long leaf(
            PhysicalMemory memory,
            @PhysAddr long slot,
            long entry,
            long all,
            long any,
            int shift,
            int access,
            WalkResult result) {
        if (!X86Rights.permit(all, any, access)) {
            return TranslationFault.of(access, TranslationFault.PRESENT);
        }
        long marked = X86Marks.set64(memory, slot, entry, X86Marks.ofLeaf(access), result);
        long frame = entry & (shift == LARGE_SHIFT ? LARGE_FRAME : FRAME);
        result.found(Addresses.phys(frame), shift, X86Rights.of(all, any, marked));
        return TranslationFault.NONE;
    }

    private static long read(PhysicalMemory memory, long table, int index, int level, WalkResult result) {
        @PhysAddr long slot = slot(table, index);
        long entry = memory.read64(slot);
        result.step(level, index, slot, entry);
        return entry;
    }

    private static @PhysAddr long slot(long table, int index) {
        return Addresses.phys((table & FRAME) + ((long) index << 3));
    }
}
