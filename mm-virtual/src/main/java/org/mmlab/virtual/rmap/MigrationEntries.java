package org.mmlab.virtual.rmap;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.SwapType;
import org.mmlab.virtual.paging.Paging;

/**
 * Entries that stand for a page while it moves: not present, with the page's pfn and what must come back with it. Whether the page
 * was young and dirty stands in two bits above the pfn, in formats whose offsets have room for them (Linux:
 * {@code include/linux/swapops.h}, {@code migration_entry_supports_ad}). Pure functions.
 */
final class MigrationEntries {
    private final PteCodec codec;
    private final FrameMap frameMap;
    private final long young;
    private final long dirty;
    private final long pfnMask;

    MigrationEntries(Paging paging) {
        this.codec = paging.codec();
        this.frameMap = paging.frameMap();
        int pfnBits = paging.format().geometry().physicalBits() - Addresses.PAGE_SHIFT;
        int offsetBits = Long.SIZE - Long.numberOfLeadingZeros(codec.maxSwapOffset());
        boolean room = pfnBits + 2 <= offsetBits;
        young = room ? 1L << pfnBits : 0;
        dirty = room ? 2L << pfnBits : 0;
        pfnMask = (1L << pfnBits) - 1;
    }

    /** The entry that replaces {@code entry}, which maps the page from {@code pfn}. */
    long of(long entry, @Pfn long pfn, boolean exclusive) {
        int type = codec.isWrite(entry)
                ? SwapType.MIGRATION_WRITE
                : exclusive ? SwapType.MIGRATION_READ_EXCLUSIVE : SwapType.MIGRATION_READ;
        long offset = Addresses.rawPfn(pfn);
        offset |= codec.isYoung(entry) ? young : 0;
        offset |= codec.isDirty(entry) ? dirty : 0;
        long made = codec.swap(type, offset);
        made = codec.test(entry, PteBit.SOFT_DIRTY) ? codec.set(made, PteBit.SWAP_SOFT_DIRTY) : made;
        return codec.test(entry, PteBit.UFFD_WP) ? codec.set(made, PteBit.SWAP_UFFD_WP) : made;
    }

    /** Whether an entry of any level is a migration entry. */
    boolean is(long entry) {
        return codec.isSwap(entry) && SwapType.isMigration(codec.swapType(entry));
    }

    /** The frame that a migration entry names; {@code NO_FRAME} for any other entry. */
    @FrameIndex int frame(long entry) {
        return is(entry) ? frameMap.frameOf(Addresses.pfn(codec.swapOffset(entry) & pfnMask)) : NO_FRAME;
    }

    /** Whether an anonymous page belonged to the process alone; what may be written always does. */
    boolean isExclusive(long entry) {
        return codec.swapType(entry) != SwapType.MIGRATION_READ;
    }

    /** Gives a fresh entry the state that a migration entry kept; {@code pageDirty}: the page is known to be dirty. */
    long restore(long fresh, long entry, boolean pageDirty) {
        long offset = codec.swapOffset(entry);
        long made = (offset & young) != 0 ? codec.mkYoung(fresh) : codec.mkOld(fresh);
        made = (offset & dirty) != 0 && pageDirty ? codec.mkDirty(made) : made;
        made = codec.test(entry, PteBit.SWAP_SOFT_DIRTY)
                ? codec.set(made, PteBit.SOFT_DIRTY)
                : codec.clear(made, PteBit.SOFT_DIRTY);
        if (codec.swapType(entry) == SwapType.MIGRATION_WRITE) {
            return codec.mkWrite(made);
        }
        return codec.test(entry, PteBit.SWAP_UFFD_WP) ? codec.set(made, PteBit.UFFD_WP) : made;
    }
}
