package org.mmlab.virtual.pagetable.mips;

import static org.mmlab.virtual.pagetable.mips.MipsBits.ACCESSED;
import static org.mmlab.virtual.pagetable.mips.MipsBits.CACHED;
import static org.mmlab.virtual.pagetable.mips.MipsBits.FRAME;
import static org.mmlab.virtual.pagetable.mips.MipsBits.GLOBAL;
import static org.mmlab.virtual.pagetable.mips.MipsBits.MODIFIED;
import static org.mmlab.virtual.pagetable.mips.MipsBits.NO_READ;
import static org.mmlab.virtual.pagetable.mips.MipsBits.PRESENT;
import static org.mmlab.virtual.pagetable.mips.MipsBits.SPECIAL;
import static org.mmlab.virtual.pagetable.mips.MipsBits.TLB_DIRTY;
import static org.mmlab.virtual.pagetable.mips.MipsBits.VALID;
import static org.mmlab.virtual.pagetable.mips.MipsBits.WRITE;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableOwner;

/**
 * The entry algebra of MIPS32 (Linux: {@code arch/mips/include/asm/pgtable.h}). VALID and TLB_DIRTY are what the TLB obeys:
 * VALID is kept equal to "accessed and readable", TLB_DIRTY to "modified and writable". An entry of the upper level is the bare
 * address of a table. There are no large pages and no execute right.
 */
final class MipsCodec implements PteCodec {
    private static final int SWAP_TYPE_SHIFT = 10;
    private static final int SWAP_TYPE_MASK = 31;
    private static final int SWAP_OFFSET_SHIFT = 15;
    private static final long SWAP_EXCLUSIVE = SPECIAL;
    private static final long WORD = 0xffff_ffffL;
    private static final long KEPT = FRAME | ACCESSED | MODIFIED | SPECIAL | GLOBAL | CACHED;

    MipsCodec() {}

    @Override
    public boolean isNone(long pte) {
        return (pte & ~GLOBAL) == 0;
    }

    @Override
    public boolean isPresent(long pte) {
        return (pte & PRESENT) != 0;
    }

    @Override
    public boolean isProtNone(long pte) {
        return (pte & (PRESENT | NO_READ | WRITE)) == (PRESENT | NO_READ);
    }

    @Override
    public boolean isTable(long entry) {
        return entry != NONE;
    }

    @Override
    public boolean isLeaf(long entry) {
        return false;
    }

    @Override
    public long make(@Pfn long pfn, long protection) {
        return settle(Addresses.rawPhys(Addresses.physOf(pfn)) & FRAME | protection);
    }

    @Override
    public long makeLeaf(int level, @Pfn long pfn, long protection) {
        throw noLargePages(level);
    }

    private static IllegalArgumentException noLargePages(int level) {
        return new IllegalArgumentException("the mips-soft page table has no large pages, so none at level " + level);
    }

    @Override
    public long makeTable(int level, @Pfn long table, TableOwner owner) {
        return Addresses.rawPhys(Addresses.physOf(table));
    }

    @Override
    public @Pfn long pfn(long pte) {
        return Addresses.pfnOf(Addresses.phys(pte & FRAME));
    }

    @Override
    public @Pfn long leafPfn(int level, long entry) {
        if (level > 1) {
            throw noLargePages(level);
        }
        return pfn(entry);
    }

    @Override
    public @Pfn long tablePfn(long entry) {
        return pfn(entry);
    }

    @Override
    public long protectionOf(long pte) {
        return pte & ~FRAME;
    }

    @Override
    public long leafProtectionOf(long entry) {
        return protectionOf(entry);
    }

    @Override
    public long protection(int rights) {
        if ((rights & (Protection.READ | Protection.WRITE | Protection.EXEC)) == 0) {
            return PRESENT | NO_READ | CACHED;
        }
        boolean writable = (rights & Protection.WRITE) != 0 && (rights & Protection.SHARED) != 0;
        return PRESENT | CACHED | (writable ? WRITE : 0);
    }

    @Override
    public long kernelProtection(int rights) {
        long bits = PRESENT | GLOBAL | CACHED | ACCESSED | VALID;
        return (rights & Protection.WRITE) != 0 ? bits | WRITE | MODIFIED | TLB_DIRTY : bits;
    }

    @Override
    public long modify(long pte, long protection) {
        return settle(pte & KEPT | protection & ~KEPT);
    }

    @Override
    public long modifyLeaf(int level, long entry, long protection) {
        throw noLargePages(level);
    }

    /** With VALID and TLB_DIRTY as the other bits demand. */
    private static long settle(long pte) {
        long settled = pte & ~(VALID | TLB_DIRTY);
        if ((pte & (ACCESSED | NO_READ)) == ACCESSED) {
            settled |= VALID;
        }
        return (pte & (MODIFIED | WRITE)) == (MODIFIED | WRITE) ? settled | TLB_DIRTY : settled;
    }

    @Override
    public long mask(PteBit bit) {
        return switch (bit) {
            case PRESENT -> PRESENT;
            case NO_READ -> NO_READ;
            case WRITE -> WRITE;
            case ACCESSED -> ACCESSED;
            case DIRTY -> MODIFIED;
            case SPECIAL -> SPECIAL;
            case GLOBAL -> GLOBAL;
            case VALID -> VALID;
            case TLB_DIRTY -> TLB_DIRTY;
            case SWAP_EXCLUSIVE -> SWAP_EXCLUSIVE;
            default -> 0;
        };
    }

    @Override
    public boolean isYoung(long pte) {
        return (pte & ACCESSED) != 0;
    }

    @Override
    public long mkYoung(long pte) {
        return settle(pte | ACCESSED);
    }

    @Override
    public long mkOld(long pte) {
        return settle(pte & ~ACCESSED);
    }

    @Override
    public boolean isDirty(long pte) {
        return (pte & MODIFIED) != 0;
    }

    @Override
    public long mkDirty(long pte) {
        return settle(pte | MODIFIED);
    }

    @Override
    public long mkClean(long pte) {
        return settle(pte & ~MODIFIED);
    }

    @Override
    public boolean isWrite(long pte) {
        return (pte & WRITE) != 0;
    }

    @Override
    public long mkWrite(long pte) {
        return settle(pte | WRITE);
    }

    @Override
    public long wrProtect(long pte) {
        return settle(pte & ~WRITE);
    }

    @Override
    public boolean isExec(long pte) {
        return (pte & NO_READ) == 0;
    }

    @Override
    public boolean isUser(long pte) {
        return (pte & GLOBAL) == 0;
    }

    @Override
    public long mkInvalid(int level, long entry) {
        throw noLargePages(level);
    }

    @Override
    public long swap(int type, long offset) {
        return (offset << SWAP_OFFSET_SHIFT | (long) type << SWAP_TYPE_SHIFT) & WORD;
    }

    @Override
    public int swapType(long pte) {
        return (int) (pte >>> SWAP_TYPE_SHIFT) & SWAP_TYPE_MASK;
    }

    @Override
    public long swapOffset(long pte) {
        return pte >>> SWAP_OFFSET_SHIFT;
    }

    @Override
    public long maxSwapOffset() {
        return WORD >>> SWAP_OFFSET_SHIFT;
    }
}
