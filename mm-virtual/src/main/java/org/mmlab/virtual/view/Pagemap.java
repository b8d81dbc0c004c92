package org.mmlab.virtual.view;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.SwapEntries;

/** {@code /proc/PID/pagemap}: 64 bits for each page of an address space (Linux: {@code pte_to_pagemap_entry}). */
public final class Pagemap {
    /** The page is in memory. */
    public static final long PRESENT = 1L << 63;
    /** The entry is of the swap kind: swapped, or a marker. */
    public static final long SWAP = 1L << 62;
    /** A page of a file or of shared memory. */
    public static final long FILE = 1L << 61;
    /** A guard marker (Linux 6.15). */
    public static final long GUARD = 1L << 58;
    /** Mapped exactly once. */
    public static final long EXCLUSIVE = 1L << 56;
    /** The frame number, or swap type and offset. */
    public static final long FRAME_MASK = (1L << 55) - 1;

    private static final int SWAP_TYPE_BITS = 5;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final HugeEntries huge;

    /** Over the machine's parts. */
    public Pagemap(Paging paging, HugeEntries huge) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.huge = huge;
    }

    /** The bits of page number {@code page}. */
    public long entry(MmPages mm, long page) {
        PageTable tables = mm.table();
        @PhysAddr long hugeSlot = huge.find(mm, page);
        if (hugeSlot != NO_PHYS) {
            return hugeEntry(tables.read(hugeSlot), page);
        }
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(page), 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : tables.read(slot);
        if (codec.isNone(pte)) {
            return 0;
        }
        return codec.isPresent(pte) ? present(pte) : absent(pte);
    }

    private long present(long pte) {
        long bits = PRESENT | Addresses.rawPfn(codec.pfn(pte)) & FRAME_MASK;
        @FrameIndex int frame = paging.normalFrame(pte);
        if (frame == NO_FRAME) {
            return bits;
        }
        if (!table.has(table.head(frame), FrameFlag.ANON)) {
            bits |= FILE;
        }
        return table.mapcount(frame) == 1 ? bits | EXCLUSIVE : bits;
    }

    private long absent(long pte) {
        long bits = SWAP | (codec.swapType(pte) | codec.swapOffset(pte) << SWAP_TYPE_BITS) & FRAME_MASK;
        return !SwapEntries.isSwap(codec, pte) && SwapEntries.isGuard(codec, pte) ? bits | GUARD : bits;
    }

    /**
     * A page under a huge entry. The huge zero page counts as a file's. Since 6.13 all pages of the entry show whether the first
     * one is mapped once (Linux: {@code pagemap_pmd_range} asks {@code __folio_page_mapped_exclusively} of the first page); before,
     * each showed its own state.
     */
    private long hugeEntry(long entry, long page) {
        int offset = (int) (page - huge.extentOf(page));
        long bits = PRESENT | (Addresses.rawPfn(codec.leafPfn(Paging.HUGE_LEVEL, entry)) + offset) & FRAME_MASK;
        @FrameIndex int head = huge.head(entry);
        if (!table.has(head, FrameFlag.ANON)) {
            bits |= FILE;
        }
        int asked = paging.kernel().atLeast(KernelVersion.V6_18) ? 0 : offset;
        return table.mapcount(Addresses.frame(Addresses.rawFrame(head) + asked)) == 1 ? bits | EXCLUSIVE : bits;
    }
}
