package org.mmlab.virtual.rmap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * Takes a frame out of every page table (Linux: {@code try_to_unmap_one}). Locked areas may keep it; a lazily freed page that was
 * written again is kept too and belongs to swap again.
 */
final class Unmapper implements FrameWalk.Visitor {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final TlbGather gather;
    private final Locks locks;

    Unmapper(Paging paging, Mappings mappings, HugeEntries huge, LargeFolios large, TlbGather gather, Locks locks) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.huge = huge;
        this.large = large;
        this.gather = gather;
        this.locks = locks;
    }

    /** What becomes of entries in locked areas. */
    enum Locks {
        /** They stay, and end the walk. */
        HOLD,
        /** They go like others (Linux: {@code TTU_IGNORE_MLOCK}). */
        IGNORED
    }

    @Override
    public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
        if (holds(vma)) {
            return false;
        }
        huge.split(mm, vma, first);
        return true;
    }

    @Override
    public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        if (holds(vma)) {
            if (head == frame && !table.has(frame, FrameFlag.HEAD)) {
                paging.lru().mlock(frame);
            }
            return false;
        }
        gather.open(mm);
        mm.table().write(slot, PteCodec.NONE);
        gather.changed(page);
        boolean gone = table.has(head, FrameFlag.ANON) ? anon(mm, vma, slot, pte, frame, head) : file(mm, pte, frame);
        if (gone) {
            mappings.remove(frame, vma);
            gather.release(frame);
        }
        gather.close();
        return gone;
    }

    private boolean holds(Vma vma) {
        return locks == Locks.HOLD && vma.has(VmFlags.LOCKED);
    }

    private boolean file(MmPages mm, long pte, @FrameIndex int frame) {
        if (codec.isDirty(pte)) {
            paging.cache().markDirty(frame);
        }
        mm.count(ResidentKind.of(table, frame), -1);
        return true;
    }

    private boolean anon(
            MmPages mm, Vma vma, @PhysAddr long slot, long pte, @FrameIndex int frame, @FrameIndex int head) {
        if (codec.isDirty(pte)) {
            table.set(head, FrameFlag.DIRTY);
        }
        if (!table.has(head, FrameFlag.SWAPBACKED)) {
            return dropFreed(mm, vma, slot, pte, head);
        }
        if (!table.has(head, FrameFlag.SWAPCACHE)) {
            mm.table().write(slot, pte);
            return false;
        }
        int entry = table.privateValue(head) + Addresses.rawFrame(frame) - Addresses.rawFrame(head);
        paging.swap().duplicate(entry);
        long swapped = SwapEntries.of(codec, entry);
        if (table.testAndClear(frame, FrameFlag.ANON_EXCLUSIVE)) {
            swapped = codec.set(swapped, PteBit.SWAP_EXCLUSIVE);
        }
        mm.table().write(slot, swapped);
        mm.count(ResidentKind.ANON, -1);
        mm.count(ResidentKind.SWAP, 1);
        return true;
    }

    /** A page that may be dropped goes if it is still clean and nothing but its mappings and the isolation holds it. */
    private boolean dropFreed(MmPages mm, Vma vma, @PhysAddr long slot, long pte, @FrameIndex int head) {
        boolean alone = table.refcount(head) == 1 + large.mappings(head);
        if (alone && (!table.has(head, FrameFlag.DIRTY) || vma.has(VmFlags.DROPPABLE))) {
            mm.count(ResidentKind.ANON, -1);
            return true;
        }
        mm.table().write(slot, pte);
        if (!vma.has(VmFlags.DROPPABLE)) {
            table.set(head, FrameFlag.SWAPBACKED);
        }
        return false;
    }
}
