package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.NX;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SOFTW2;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SOFTW3;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SOFTW4;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SOFTW5;

import org.mmlab.api.translation.PteBit;

/** Which bits an x86 format has (Linux: the configuration conditions of {@code pgtable_types.h}). */
enum X86Variant {
    /** Long mode: 64-bit entries, 52 physical bits. */
    LONG(0x000f_ffff_ffff_f000L, NX, SOFTW3, SOFTW5, SOFTW2, SOFTW4),
    /** PAE: the same width; no soft-dirty, no userfaultfd. */
    PAE(0x000f_ffff_ffff_f000L, NX, 0, SOFTW2, 0, 0),
    /** 32-bit entries without NX. */
    LEGACY(0xffff_f000L, 0, 0, SOFTW2, 0, 0);

    private final long frameMask;
    private final long noExecute;
    private final long softDirty;
    private final long savedDirty;
    private final long uffdWp;
    private final long devmap;

    X86Variant(long frameMask, long noExecute, long softDirty, long savedDirty, long uffdWp, long devmap) {
        this.frameMask = frameMask;
        this.noExecute = noExecute;
        this.softDirty = softDirty;
        this.savedDirty = savedDirty;
        this.uffdWp = uffdWp;
        this.devmap = devmap;
    }

    boolean wide() {
        return this != LEGACY;
    }

    long frameMask() {
        return frameMask;
    }

    long noExecute() {
        return noExecute;
    }

    long softDirty() {
        return softDirty;
    }

    long savedDirty() {
        return savedDirty;
    }

    long uffdWp() {
        return uffdWp;
    }

    long devmap() {
        return devmap;
    }

    /** The position of each bit, by the ordinal of {@link PteBit}; 0 = this format lacks it. */
    long[] masks() {
        long[] masks = new long[PteBit.values().length];
        masks[PteBit.PRESENT.ordinal()] = X86Bits.PRESENT;
        masks[PteBit.WRITE.ordinal()] = X86Bits.RW;
        masks[PteBit.USER.ordinal()] = X86Bits.USER;
        masks[PteBit.WRITE_THROUGH.ordinal()] = X86Bits.PWT;
        masks[PteBit.CACHE_DISABLE.ordinal()] = X86Bits.PCD;
        masks[PteBit.ACCESSED.ordinal()] = X86Bits.ACCESSED;
        masks[PteBit.DIRTY.ordinal()] = X86Bits.DIRTY;
        masks[PteBit.HUGE.ordinal()] = X86Bits.PSE;
        masks[PteBit.PAT.ordinal()] = X86Bits.PAT;
        masks[PteBit.PAT_LARGE.ordinal()] = X86Bits.PAT_LARGE;
        masks[PteBit.GLOBAL.ordinal()] = X86Bits.GLOBAL;
        masks[PteBit.PROT_NONE.ordinal()] = X86Bits.PROTNONE;
        masks[PteBit.SPECIAL.ordinal()] = X86Bits.SPECIAL;
        masks[PteBit.NO_EXECUTE.ordinal()] = noExecute;
        masks[PteBit.SOFT_DIRTY.ordinal()] = softDirty;
        masks[PteBit.SAVED_DIRTY.ordinal()] = savedDirty;
        masks[PteBit.UFFD_WP.ordinal()] = uffdWp;
        masks[PteBit.DEVMAP.ordinal()] = devmap;
        if (this == LONG) {
            masks[PteBit.SWAP_SOFT_DIRTY.ordinal()] = X86Bits.RW;
            masks[PteBit.SWAP_UFFD_WP.ordinal()] = X86Bits.USER;
            masks[PteBit.SWAP_EXCLUSIVE.ordinal()] = X86Bits.PWT;
            for (int key = 0; key < 4; key++) {
                masks[PteBit.PKEY0.ordinal() + key] = 1L << (X86Bits.PKEY_SHIFT + key);
            }
        } else {
            masks[PteBit.SWAP_EXCLUSIVE.ordinal()] = X86Bits.PSE;
        }
        return masks;
    }
}
