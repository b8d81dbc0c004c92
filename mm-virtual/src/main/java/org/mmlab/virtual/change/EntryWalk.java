package org.mmlab.virtual.change;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Visits the populated entries of a range in order (Linux: {@code walk_page_range}). A huge entry that lies in the range as a
 * whole is offered as such; one that reaches beyond is offered as a part, and if the visitor leaves it huge, is passed by.
 */
final class EntryWalk {
    private final Paging paging;
    private final PteCodec codec;
    private final HugeEntries huge;

    EntryWalk(Paging paging, HugeEntries huge) {
        this.paging = paging;
        this.codec = paging.codec();
        this.huge = huge;
    }

    /** What is done with the entries. */
    interface Visitor {
        /** The base entry of a page, not none. May be written through {@code slot}; tables must not be freed. */
        void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte);

        /**
         * A huge entry, present.
         *
         * @param first first page that concerns the visitor
         * @param end page behind the last
         */
        void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry);
    }

    void walk(MmPages mm, Vma vma, long first, long end, Visitor visitor) {
        PageTable tables = mm.table();
        long page = next(tables, first, end);
        while (page < end) {
            @PhysAddr long slot = huge.find(mm, page);
            if (slot != Addresses.NO_PHYS) {
                long extentEnd = huge.extentOf(page) + huge.pages();
                long partEnd = Math.min(end, extentEnd);
                visitor.huge(mm, vma, Math.max(first, huge.extentOf(page)), partEnd, slot, tables.read(slot));
                if (huge.find(mm, page) != Addresses.NO_PHYS) {
                    page = next(tables, partEnd, end);
                    continue;
                }
                page = next(tables, page, end);
                if (page >= end) {
                    return;
                }
            }
            long runEnd =
                    Math.min(end, Addresses.vpnOf(paging.format().geometry().slotRunEnd(Addresses.virtOfVpn(page))));
            run(mm, vma, page, runEnd, visitor);
            page = next(tables, runEnd, end);
        }
    }

    private void run(MmPages mm, Vma vma, long first, long end, Visitor visitor) {
        PageTable tables = mm.table();
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(first), 1);
        if (slot == Addresses.NO_PHYS) {
            return;
        }
        for (long page = first; page < end; page++, slot += paging.entryBytes()) {
            long pte = tables.read(slot);
            if (!codec.isNone(pte)) {
                visitor.base(mm, vma, page, slot, pte);
            }
        }
    }

    private static long next(PageTable tables, long page, long end) {
        return page >= end
                ? end
                : Addresses.vpnOf(tables.nextPopulated(Addresses.virtOfVpn(page), Addresses.virtOfVpn(end)));
    }
}
