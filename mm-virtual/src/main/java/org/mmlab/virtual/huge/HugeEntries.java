package org.mmlab.virtual.huge;

import static org.mmlab.api.address.Addresses.NO_PFN;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbFlush;

/** Huge entries of address spaces: looking at them, setting them, splitting them (Linux: {@code __split_huge_pmd_locked}). */
public final class HugeEntries {
    private static final int LEVEL = Paging.HUGE_LEVEL;

    private final Paging paging;
    private final PteCodec codec;
    private final HugeZeroPage zero;
    private final TlbFlush flush;
    private final int pages;
    private final int shift;

    /** Over the machine's parts. */
    public HugeEntries(Paging paging, HugeZeroPage zero, TlbFlush flush) {
        this.paging = paging;
        this.codec = paging.codec();
        this.zero = zero;
        this.flush = flush;
        this.pages = paging.hugePages();
        this.shift = pages == 0 ? 0 : paging.format().geometry().level(LEVEL).shift();
    }

    /** Base pages of a huge page; 0 where there are none. */
    public int pages() {
        return pages;
    }

    /** log2 of the bytes of a huge page. */
    public int shift() {
        return shift;
    }

    /** The first page of the extent that {@code page} lies in. */
    public long extentOf(long page) {
        return page & -(long) pages;
    }

    /** Whether the extent that {@code page} lies in is wholly within an area. */
    public boolean fits(Vma vma, long page) {
        long first = extentOf(page);
        long areaFirst = Addresses.vpnOf(vma.start());
        return pages > 0 && first >= areaFirst && first + pages <= areaFirst + vma.pages();
    }

    /** The slot of the huge entry that maps {@code page}; {@code NO_PHYS} where none does. */
    public @PhysAddr long find(MmPages mm, long page) {
        if (pages == 0) {
            return NO_PHYS;
        }
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), LEVEL);
        if (slot == NO_PHYS) {
            return NO_PHYS;
        }
        long entry = mm.table().read(slot);
        return codec.isPresent(entry) && codec.isLeaf(entry) ? slot : NO_PHYS;
    }

    /** Whether a huge entry maps the huge zero page. */
    public boolean isZero(long entry) {
        return zero.isMappedBy(entry);
    }

    /** The first frame that a huge entry maps. */
    public @FrameIndex int head(long entry) {
        return paging.frameMap().frameOf(codec.leafPfn(LEVEL, entry));
    }

    /** A page table laid by for a split; false where memory ran out. */
    public boolean deposit(MmPages mm) {
        @Pfn long table = mm.table().allocateTable(1);
        if (table == NO_PFN) {
            return false;
        }
        mm.deposit(table);
        return true;
    }

    /** Frees a page table that was laid by: its huge entry is gone. */
    public void freeDeposit(MmPages mm) {
        mm.table().freeTable(mm.withdraw(), 1);
    }

    /** Splits the huge entry that maps {@code page}, if there is one, into base entries for the same frames. */
    public void split(MmPages mm, Vma vma, long page) {
        @PhysAddr long slot = find(mm, page);
        if (slot == NO_PHYS) {
            return;
        }
        paging.stat().count(VmEvent.THP_SPLIT_PMD);
        long first = extentOf(page);
        PageTable tables = mm.table();
        long old = tables.read(slot);
        @Pfn long table = mm.withdraw();
        if (zero.isMappedBy(old)) {
            fillZero(tables, table, first, AreaRights.protection(codec, vma));
        } else {
            fill(tables, table, first, old, vma);
        }
        tables.installTable(Addresses.virtOfVpn(first), 1, table);
        flush.range(mm, first, pages, shift);
    }

    private void fillZero(PageTable tables, @Pfn long table, long first, long protection) {
        long entry = paging.zeroEntry(protection);
        for (int i = 0; i < pages; i++) {
            tables.write(tables.slotIn(table, 1, Addresses.virtOfVpn(first + i)), entry);
        }
    }

    private void fill(PageTable tables, @Pfn long table, long first, long old, Vma vma) {
        @FrameIndex int head = head(old);
        boolean dirty = codec.isDirty(old);
        if (dirty) {
            paging.table().set(head, FrameFlag.DIRTY);
        }
        paging.frames().get(head, pages - 1);
        @Pfn long pfn = codec.leafPfn(LEVEL, old);
        long protection = AreaRights.protection(codec, vma);
        for (int i = 0; i < pages; i++) {
            long entry = codec.make(pfn + i, protection);
            entry = codec.isYoung(old) ? codec.mkYoung(entry) : codec.mkOld(entry);
            entry = codec.isWrite(old) ? codec.mkWrite(entry) : entry;
            entry = dirty ? codec.mkDirty(entry) : entry;
            tables.write(tables.slotIn(table, 1, Addresses.virtOfVpn(first + i)), entry);
        }
    }
}
