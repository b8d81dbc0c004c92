package org.mmlab.virtual.reserve;

import static org.mmlab.api.address.Addresses.NO_PFN;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * Makes a huge page of a full row of frames, in place: no byte is copied (FreeBSD: {@code pmap_promote_pde}). Counted as a collapse
 * ({@code thp_collapse_alloc}).
 */
public final class Promotion {
    private static final int LEVEL = Paging.HUGE_LEVEL;
    private static final int BUSY = FrameFlag.SWAPCACHE
            | FrameFlag.WRITEBACK
            | FrameFlag.LOCKED
            | FrameFlag.ISOLATED
            | FrameFlag.HEAD
            | FrameFlag.TAIL;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final TlbGather gather;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Promotion(Paging paging, Mappings mappings, HugeEntries huge, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.huge = huge;
        this.gather = gather;
    }

    /** Promotes the extent of a full reservation; false where a page is not in its place, or not the process's own any more. */
    boolean promote(Vma vma, Reservation row) {
        paging.lru().drain();
        if (!huge.fits(vma, row.extent()) || !isWhole(row)) {
            return false;
        }
        MmPages mm = row.mm();
        PageTable tables = mm.table();
        gather.open(mm);
        for (int i = 0; i < huge.pages(); i++) {
            tables.write(tables.find(Addresses.virtOfVpn(row.extent() + i), 1), PteCodec.NONE);
            if (table.has(row.frame(i), FrameFlag.MLOCKED)) {
                paging.lru().munlock(row.frame(i));
            }
        }
        paging.lru().drain();
        gather.changed(row.extent(), huge.pages(), Addresses.PAGE_SHIFT);
        @Pfn long laidBy = tables.detachTable(Addresses.virtOfVpn(row.extent()), 1);
        if (laidBy == NO_PFN) {
            throw new IllegalStateException("no page table maps the extent at page " + Long.toHexString(row.extent()));
        }
        mm.deposit(laidBy);
        gather.flush();
        @FrameIndex int head = paging.frames().compose(row.frame(0));
        mappings.addNewAnonHuge(head, vma, row.extent(), huge.pages());
        long entry = codec.makeLeaf(LEVEL, paging.frameMap().pfnOf(head), AreaRights.protection(codec, vma));
        @PhysAddr long slot = tables.ensure(Addresses.virtOfVpn(row.extent()), LEVEL);
        tables.write(slot, AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma));
        gather.close();
        paging.stat().count(VmEvent.THP_COLLAPSE_ALLOC);
        return true;
    }

    /** Whether every frame of the row is mapped at its place, by this entry alone, and held by nothing else. */
    private boolean isWhole(Reservation row) {
        for (int i = 0; i < huge.pages(); i++) {
            @PhysAddr long slot = row.mm().table().find(Addresses.virtOfVpn(row.extent() + i), 1);
            long pte = slot == NO_PHYS ? PteCodec.NONE : row.mm().table().read(slot);
            @FrameIndex int frame = row.frame(i);
            if (codec.isNone(pte)
                    || !codec.isPresent(pte)
                    || codec.pfn(pte) != paging.frameMap().pfnOf(frame)
                    || table.mapcount(frame) != 1
                    || table.refcount(frame) != 1
                    || table.hasAny(frame, BUSY)
                    || !table.has(frame, FrameFlag.ANON | FrameFlag.ANON_EXCLUSIVE)) {
                return false;
            }
        }
        return true;
    }
}
