package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.ACCESSED;
import static org.mmlab.virtual.pagetable.x86.X86Bits.DIRTY;
import static org.mmlab.virtual.pagetable.x86.X86Bits.GLOBAL;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PAT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PAT_LARGE;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PCD;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PRESENT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PROTNONE;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PSE;
import static org.mmlab.virtual.pagetable.x86.X86Bits.PWT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.RW;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SPECIAL;
import static org.mmlab.virtual.pagetable.x86.X86Bits.USER;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableOwner;

/**
 * The entry algebra that the x86 formats share (Linux: {@code arch/x86/include/asm/pgtable.h}). The formats differ in the frame
 * field, in which high and software bits exist, and in how swap entries are packed.
 *
 * <p>A dirty entry that loses its write right keeps the fact in SAVED_DIRTY, since Dirty without Write means a shadow stack.
 * The frame bits of an entry that is neither none nor present are stored inverted where the format is wide enough, so that they
 * point beyond RAM (the L1TF mitigation, Linux: {@code pgtable-invert.h}).
 */
abstract class X86Codec implements PteCodec {
    private final long frameMask;
    private final long noExecute;
    private final long softDirty;
    private final long savedDirty;
    private final long noneIgnored;
    private final boolean inverts;
    private final long pteKept;
    private final long leafKept;
    private final long[] protections = new long[Protection.MASK + 1];
    private final long[] masks;

    /**
     * The common part.
     *
     * @param bits which bits the format has
     */
    X86Codec(X86Variant bits) {
        frameMask = bits.frameMask();
        noExecute = bits.noExecute();
        softDirty = bits.softDirty();
        savedDirty = bits.savedDirty();
        noneIgnored = bits.wide() ? DIRTY | ACCESSED : 0;
        inverts = bits.wide();
        long common = frameMask
                | PCD
                | PWT
                | SPECIAL
                | ACCESSED
                | DIRTY
                | savedDirty
                | softDirty
                | bits.uffdWp()
                | bits.devmap();
        pteKept = common | PAT;
        leafKept = common | PSE | PAT_LARGE;
        masks = bits.masks();
        for (int rights = 0; rights <= Protection.MASK; rights++) {
            protections[rights] = userProtection(rights, bits.noExecute());
        }
    }

    private static long userProtection(int rights, long noExecute) {
        if ((rights & (Protection.READ | Protection.WRITE | Protection.EXEC)) == 0) {
            return PROTNONE | ACCESSED;
        }
        long bits = PRESENT | USER | ACCESSED;
        if ((rights & Protection.WRITE) != 0 && (rights & Protection.SHARED) != 0) {
            bits |= RW;
        }
        return (rights & Protection.EXEC) != 0 ? bits : bits | noExecute;
    }

    @Override
    public final long protection(int rights) {
        return protections[rights & Protection.MASK];
    }

    @Override
    public final long kernelProtection(int rights) {
        long bits = PRESENT | ACCESSED | GLOBAL;
        if ((rights & Protection.WRITE) != 0) {
            bits |= RW | DIRTY;
        }
        return (rights & Protection.EXEC) != 0 ? bits : bits | noExecute;
    }

    @Override
    public final long mask(PteBit bit) {
        return masks[bit.ordinal()];
    }

    @Override
    public final boolean isNone(long pte) {
        return (pte & ~noneIgnored) == 0;
    }

    @Override
    public final boolean isPresent(long pte) {
        return (pte & (PRESENT | PROTNONE)) != 0;
    }

    @Override
    public final boolean isProtNone(long pte) {
        return (pte & (PRESENT | PROTNONE)) == PROTNONE;
    }

    @Override
    public final boolean isTable(long entry) {
        return (entry & (PRESENT | PSE)) == PRESENT;
    }

    @Override
    public final boolean isLeaf(long entry) {
        return (entry & PSE) != 0;
    }

    /** All ones where the frame bits of an entry with these flags are stored inverted (Linux: {@code protnone_mask}). */
    private long inversion(long entry) {
        return inverts && entry != 0 && (entry & PRESENT) == 0 ? -1L : 0;
    }

    @Override
    public final long make(@Pfn long pfn, long protection) {
        long frame = Addresses.rawPhys(Addresses.physOf(pfn));
        return (frame ^ inversion(protection)) & frameMask | protection;
    }

    @Override
    public final long makeLeaf(int level, @Pfn long pfn, long protection) {
        long flags = protection & ~PAT | PSE | (protection & PAT) << 5;
        long frame = Addresses.rawPhys(Addresses.physOf(pfn));
        return (frame ^ inversion(flags)) & leafFrameMask(level) | flags;
    }

    /** The frame bits of a leaf of {@code level}. */
    abstract long leafFrameMask(int level);

    @Override
    public long makeTable(int level, @Pfn long table, TableOwner owner) {
        long flags = PRESENT | RW | ACCESSED | DIRTY | (owner == TableOwner.USER ? USER : 0);
        return Addresses.rawPhys(Addresses.physOf(table)) & frameMask | flags;
    }

    @Override
    public final @Pfn long pfn(long pte) {
        return Addresses.pfnOf(Addresses.phys((pte ^ inversion(pte)) & frameMask));
    }

    @Override
    public final @Pfn long leafPfn(int level, long entry) {
        return level == 1
                ? pfn(entry)
                : Addresses.pfnOf(Addresses.phys((entry ^ inversion(entry)) & leafFrameMask(level)));
    }

    @Override
    public final @Pfn long tablePfn(long entry) {
        return Addresses.pfnOf(Addresses.phys(entry & frameMask));
    }

    @Override
    public final long protectionOf(long pte) {
        return pte & ~frameMask;
    }

    @Override
    public final long leafProtectionOf(long entry) {
        long flags = entry & ~(frameMask & ~PAT_LARGE);
        return flags & ~(PSE | PAT_LARGE) | (flags & PAT_LARGE) >>> 5;
    }

    @Override
    public final long modify(long pte, long protection) {
        return modified(pte, protection, pteKept, frameMask);
    }

    @Override
    public final long modifyLeaf(int level, long entry, long protection) {
        return modified(entry, protection, leafKept, leafFrameMask(level));
    }

    private long modified(long old, long protection, long kept, long frameBits) {
        long entry = old & kept | protection & ~kept;
        if (inversion(old) != inversion(entry)) {
            entry ^= frameBits;
        }
        return (old & RW) != 0 ? saveDirty(entry) : restoreDirty(entry);
    }

    /** Moves Dirty to SavedDirty in an entry without Write. */
    private long saveDirty(long entry) {
        return (entry & (RW | DIRTY)) == DIRTY ? entry & ~DIRTY | savedDirty : entry;
    }

    /** Moves SavedDirty to Dirty in an entry with Write. */
    private long restoreDirty(long entry) {
        return (entry & RW) != 0 && (entry & savedDirty) != 0 ? entry & ~savedDirty | DIRTY : entry;
    }

    @Override
    public final boolean isYoung(long pte) {
        return (pte & ACCESSED) != 0;
    }

    @Override
    public final long mkYoung(long pte) {
        return pte | ACCESSED;
    }

    @Override
    public final long mkOld(long pte) {
        return pte & ~ACCESSED;
    }

    @Override
    public final boolean isDirty(long pte) {
        return (pte & (DIRTY | savedDirty)) != 0;
    }

    @Override
    public final long mkDirty(long pte) {
        return saveDirty(pte | DIRTY | softDirty);
    }

    @Override
    public final long mkClean(long pte) {
        return pte & ~(DIRTY | savedDirty);
    }

    @Override
    public final boolean isWrite(long pte) {
        return (pte & RW) != 0;
    }

    @Override
    public final long mkWrite(long pte) {
        return restoreDirty(pte | RW);
    }

    @Override
    public final long wrProtect(long pte) {
        return saveDirty(pte & ~RW);
    }

    @Override
    public final boolean isExec(long pte) {
        return (pte & noExecute) == 0;
    }

    @Override
    public final boolean isUser(long pte) {
        return (pte & USER) != 0;
    }

    @Override
    public final long mkInvalid(int level, long entry) {
        long flags = (entry & ~(frameMask & ~PAT_LARGE)) & ~(PRESENT | PROTNONE);
        long frame = Addresses.rawPhys(Addresses.physOf(leafPfn(level, entry)));
        return (frame ^ inversion(flags)) & leafFrameMask(level) | flags;
    }
}
