package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/** Moves entries to another place in the same address space: mremap (Linux: {@code move_page_tables}). */
public final class Move {
    private final PteCodec codec;
    private final HugeEntries huge;
    private final TlbGather gather;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Move(Paging paging, HugeEntries huge, TlbGather gather) {
        this.codec = paging.codec();
        this.huge = huge;
        this.gather = gather;
    }

    /**
     * Moves the entries of {@code pages} pages from {@code from} to {@code to}.
     *
     * @return pages that were done, fewer where memory for tables ran out
     */
    public long range(MmPages mm, Vma vma, long from, long to, long pages) {
        gather.open(mm);
        PageTable tables = mm.table();
        long end = from + pages;
        long page = from;
        while (page < end) {
            page = Addresses.vpnOf(tables.nextPopulated(Addresses.virtOfVpn(page), Addresses.virtOfVpn(end)));
            if (page >= end) {
                break;
            }
            long moved = moveAt(mm, vma, page, to + (page - from), end);
            if (moved == 0) {
                break;
            }
            page += moved;
        }
        gather.close();
        return Math.min(page, end) - from;
    }

    private long moveAt(MmPages mm, Vma vma, long page, long target, long end) {
        PageTable tables = mm.table();
        @PhysAddr long hugeSlot = huge.find(mm, page);
        if (hugeSlot != NO_PHYS) {
            boolean whole =
                    page == huge.extentOf(page) && target == huge.extentOf(target) && page + huge.pages() <= end;
            if (whole && moveHuge(tables, hugeSlot, page, target)) {
                return huge.pages();
            }
            huge.split(mm, vma, page);
        }
        @PhysAddr long targetSlot = tables.ensure(Addresses.virtOfVpn(target), 1);
        if (targetSlot == NO_PHYS) {
            return 0;
        }
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(page), 1);
        long pte = tables.read(slot);
        tables.write(slot, PteCodec.NONE);
        if (codec.isPresent(pte)) {
            gather.changed(page);
        }
        tables.write(targetSlot, pte);
        return 1;
    }

    private boolean moveHuge(PageTable tables, @PhysAddr long slot, long page, long target) {
        @PhysAddr long targetSlot = tables.ensure(Addresses.virtOfVpn(target), Paging.HUGE_LEVEL);
        if (targetSlot == NO_PHYS || !codec.isNone(tables.read(targetSlot))) {
            return false;
        }
        long entry = tables.read(slot);
        tables.write(slot, PteCodec.NONE);
        gather.changed(page, huge.pages(), huge.shift());
        tables.write(targetSlot, entry);
        return true;
    }
}
