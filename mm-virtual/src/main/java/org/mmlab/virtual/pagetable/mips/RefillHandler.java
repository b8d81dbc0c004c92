package org.mmlab.virtual.pagetable.mips;

import static org.mmlab.virtual.pagetable.mips.MipsBits.ACCESSED;
import static org.mmlab.virtual.pagetable.mips.MipsBits.FRAME;
import static org.mmlab.virtual.pagetable.mips.MipsBits.GLOBAL;
import static org.mmlab.virtual.pagetable.mips.MipsBits.MODIFIED;
import static org.mmlab.virtual.pagetable.mips.MipsBits.NO_READ;
import static org.mmlab.virtual.pagetable.mips.MipsBits.PRESENT;
import static org.mmlab.virtual.pagetable.mips.MipsBits.TLB_DIRTY;
import static org.mmlab.virtual.pagetable.mips.MipsBits.VALID;
import static org.mmlab.virtual.pagetable.mips.MipsBits.WRITE;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;

/**
 * What the kernel's handlers do on a refill, invalid or modified exception. The segments kseg0 and kseg1 have no table: they are
 * physical memory at a fixed distance, for the kernel alone.
 */
final class RefillHandler implements PageWalker {
    private static final int UPPER_SHIFT = 22;
    private static final int INDEX_MASK = 1023;
    private static final long KSEG0 = 0x8000_0000L;
    private static final long KSEG2 = 0xc000_0000L;
    private static final long UNMAPPED_FRAME = 0x1fff_f000L;
    private static final int EVERYTHING =
            Access.READ | Access.WRITE | Access.FETCH | WalkResult.DIRTY | WalkResult.GLOBAL;

    RefillHandler() {}

    @Override
    public Kind kind() {
        return Kind.SOFTWARE;
    }

    @Override
    public long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result) {
        long raw = Addresses.rawVirt(va);
        if (raw >= KSEG0) {
            if ((access & Access.SUPERVISOR) == 0) {
                return TranslationFault.of(access, TranslationFault.PRESENT);
            }
            if (raw < KSEG2) {
                result.found(Addresses.phys(raw & UNMAPPED_FRAME), Addresses.PAGE_SHIFT, EVERYTHING);
                return TranslationFault.NONE;
            }
        }
        int index = (int) (raw >>> UPPER_SHIFT) & INDEX_MASK;
        @PhysAddr long upperSlot = Addresses.phys(root + ((long) index << 2));
        long upper = memory.read32(upperSlot);
        result.step(2, index, upperSlot, upper);
        if (upper == 0) {
            return TranslationFault.of(access, 0);
        }
        index = (int) (raw >>> Addresses.PAGE_SHIFT) & INDEX_MASK;
        @PhysAddr long slot = Addresses.phys(upper + ((long) index << 2));
        long entry = memory.read32(slot);
        result.step(1, index, slot, entry);
        if ((entry & PRESENT) == 0) {
            return TranslationFault.of(access, 0);
        }
        boolean write = (access & Access.WRITE) != 0;
        if ((entry & NO_READ) != 0 && !write || write && (entry & WRITE) == 0) {
            return TranslationFault.of(access, TranslationFault.PRESENT);
        }
        long marked = entry | marks(entry, write);
        if (marked != entry) {
            memory.write32(slot, marked);
            result.stored(slot, marked);
        }
        result.found(Addresses.phys(entry & FRAME), Addresses.PAGE_SHIFT, rights(marked, raw));
        return TranslationFault.NONE;
    }

    private static long marks(long entry, boolean write) {
        long marks = ACCESSED | ((entry & NO_READ) == 0 ? VALID : 0);
        return write ? marks | MODIFIED | TLB_DIRTY : marks;
    }

    private static int rights(long entry, long raw) {
        int rights = (entry & VALID) != 0 ? Access.READ | Access.FETCH : 0;
        if ((entry & WRITE) != 0) {
            rights |= Access.WRITE;
        }
        if ((entry & TLB_DIRTY) != 0) {
            rights |= WalkResult.DIRTY;
        }
        if ((entry & GLOBAL) != 0) {
            rights |= WalkResult.GLOBAL;
        }
        return raw < KSEG0 ? rights | WalkResult.USER : rights;
    }
}
