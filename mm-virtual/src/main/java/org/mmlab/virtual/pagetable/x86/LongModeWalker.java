package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.ACCESSED;
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
 * The page walk of long mode with 4 or 5 levels, 2 MiB and 1 GiB pages (Intel SDM volume 3, 4.5). CR0.WP and EFER.NXE are on,
 * all 52 physical bits exist; SMEP, SMAP and protection keys are off.
 */
final class LongModeWalker implements PageWalker {
    private static final long FRAME = 0x000f_ffff_ffff_f000L;
    private static final int INDEX_MASK = 511;
    private static final int INDEX_BITS = 9;
    private static final int HIGHEST_LEAF = 3;
    /** Address bits below the PAT bit's place that a 2 MiB or 1 GiB entry must leave clear. */
    private static final long LEAF_LOW_BITS = 0x1f_e000L;

    private final int depth;
    private final int topShift;

    LongModeWalker(int depth) {
        this.depth = depth;
        this.topShift = Addresses.PAGE_SHIFT + (depth - 1) * INDEX_BITS;
    }

    @Override
    public long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result) {
        long raw = Addresses.rawVirt(va);
        long table = root;
        long all = -1L;
        long any = 0;
        int shift = topShift;
        for (int level = depth; ; level--, shift -= INDEX_BITS) {
            int index = (int) (raw >>> shift) & INDEX_MASK;
            @PhysAddr long slot = Addresses.phys((table & FRAME) + ((long) index << 3));
            long entry = memory.read64(slot);
            result.step(level, index, slot, entry);
            if ((entry & PRESENT) == 0) {
                return TranslationFault.of(access, 0);
            }
            boolean leaf = level == 1 || (entry & PSE) != 0;
            if (leaf && isReserved(level, entry)) {
                return TranslationFault.of(access, TranslationFault.PRESENT | TranslationFault.RESERVED);
            }
            all &= entry;
            any |= entry;
            if (leaf) {
                if (!X86Rights.permit(all, any, access)) {
                    return TranslationFault.of(access, TranslationFault.PRESENT);
                }
                long marked = X86Marks.set64(memory, slot, entry, X86Marks.ofLeaf(access), result);
                if ((all & ACCESSED) == 0) {
                    markUpper(memory, root, raw, level, result);
                }
                result.found(Addresses.phys(entry & FRAME & -(1L << shift)), shift, X86Rights.of(all, any, marked));
                return TranslationFault.NONE;
            }
            table = entry;
        }
    }

    private static boolean isReserved(int level, long entry) {
        if (level == 1) {
            return false;
        }
        if (level > HIGHEST_LEAF) {
            return true;
        }
        return (entry & (level == 2 ? LEAF_LOW_BITS : LEAF_LOW_BITS | 0x3fe0_0000L)) != 0;
    }

    /** Sets accessed in the entries above the leaf. Rare: Linux makes them accessed. */
    private void markUpper(PhysicalMemory memory, long root, long raw, int leafLevel, WalkResult result) {
        long table = root;
        int shift = topShift;
        for (int level = depth; level > leafLevel; level--, shift -= INDEX_BITS) {
            long index = raw >>> shift & INDEX_MASK;
            @PhysAddr long slot = Addresses.phys((table & FRAME) + (index << 3));
            table = X86Marks.set64(memory, slot, memory.read64(slot), ACCESSED, result);
        }
    }
}
