package org.mmlab.virtual.zap;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.Backing;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * Removes the entries of a range and gives up what they held: frames after the flush, swap entries at once. Dirty and accessed
 * bits of file pages go to their frames. O(populated entries); no garbage.
 */
public final class Zap {
    /** What is removed. */
    public enum What {
        /** Everything. */
        ALL,
        /** Everything but guard markers: MADV_DONTNEED. */
        KEEP_GUARDS,
        /** Pages of the file alone; private copies, swap entries and markers stay. */
        FILE_PAGES,
        /** Pages of the file and private copies, of a truncated file; guard markers stay. */
        TRUNCATED
    }

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final RegionDrops drops;
    private final int entryBytes;

    /** Over the machine's parts. */
    public Zap(Paging paging, Mappings mappings, HugeEntries huge, LargeFolios large) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.huge = huge;
        this.large = large;
        this.drops = new RegionDrops(paging);
        this.entryBytes = paging.entryBytes();
    }

    /** Removes the entries of pages {@code first} to {@code end - 1}, all of {@code vma}; {@code gather} is open for {@code mm}. */
    public void range(TlbGather gather, MmPages mm, Vma vma, long first, long end, What what) {
        PageTable tables = mm.table();
        OpenFile file = vma.file();
        Backing backing = file == null ? null : file.mapping().backing();
        if (backing != null && what != What.FILE_PAGES) {
            drops.announce(mm, vma, backing, first, end);
        }
        long page = next(tables, first, end);
        while (page < end) {
            if (huge.find(mm, page) != Addresses.NO_PHYS) {
                long extent = huge.extentOf(page);
                if (first <= extent && extent + huge.pages() <= end) {
                    removeHuge(gather, mm, vma, extent);
                    page = next(tables, extent + huge.pages(), end);
                    continue;
                }
                huge.split(mm, vma, page);
            }
            long runEnd =
                    Math.min(end, Addresses.vpnOf(paging.format().geometry().slotRunEnd(Addresses.virtOfVpn(page))));
            run(gather, mm, vma, page, runEnd, what);
            page = next(tables, runEnd, end);
        }
    }

    private static long next(PageTable tables, long page, long end) {
        if (page >= end) {
            return end;
        }
        @VirtAddr long found = tables.nextPopulated(Addresses.virtOfVpn(page), Addresses.virtOfVpn(end));
        return Addresses.vpnOf(found);
    }

    private void run(TlbGather gather, MmPages mm, Vma vma, long first, long end, What what) {
        PageTable tables = mm.table();
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(first), 1);
        for (long page = first; page < end; page++, slot += entryBytes) {
            long pte = tables.read(slot);
            if (codec.isNone(pte)) {
                continue;
            }
            if (codec.isPresent(pte)) {
                present(gather, mm, vma, page, slot, pte, what);
            } else if (SwapEntries.isSwap(codec, pte)) {
                if (what != What.FILE_PAGES) {
                    paging.swap().free(SwapEntries.swapEntry(codec, pte));
                    mm.count(ResidentKind.SWAP, -1);
                    tables.write(slot, PteCodec.NONE);
                }
            } else if (what == What.ALL) {
                tables.write(slot, PteCodec.NONE);
            }
        }
    }

    private void present(TlbGather gather, MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, What what) {
        @FrameIndex int frame = paging.normalFrame(pte);
        PageTable tables = mm.table();
        if (frame == NO_FRAME) {
            tables.write(slot, PteCodec.NONE);
            gather.changed(page);
            return;
        }
        boolean anon = table.has(table.head(frame), FrameFlag.ANON);
        if (anon && what == What.FILE_PAGES) {
            return;
        }
        tables.write(slot, PteCodec.NONE);
        gather.changed(page);
        mm.count(ResidentKind.of(table, frame), -1);
        if (!anon) {
            carryBits(frame, vma, pte);
        }
        mappings.remove(frame, vma);
        large.mappingRemoved(frame);
        gather.release(frame);
    }

    private void carryBits(@FrameIndex int frame, Vma vma, long pte) {
        if (codec.isDirty(pte)) {
            paging.cache().markDirty(frame);
        }
        if (codec.isYoung(pte) && !vma.has(VmFlags.SEQ_READ | VmFlags.RAND_READ)) {
            paging.cache().markAccessed(frame);
        }
    }

    private void removeHuge(TlbGather gather, MmPages mm, Vma vma, long extent) {
        PageTable tables = mm.table();
        @PhysAddr long slot = huge.find(mm, extent);
        long entry = tables.read(slot);
        tables.write(slot, PteCodec.NONE);
        gather.changed(extent, huge.pages(), huge.shift());
        huge.freeDeposit(mm);
        if (!huge.isZero(entry)) {
            @FrameIndex int head = huge.head(entry);
            mappings.removeHuge(head, vma, huge.pages());
            mm.count(ResidentKind.ANON, -huge.pages());
            gather.release(head);
        }
    }
}
