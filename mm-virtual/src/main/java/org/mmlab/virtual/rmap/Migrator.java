package org.mmlab.virtual.rmap;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/** Points entries at another frame, which takes over the map counts and their references (Linux: {@code remove_migration_pte}). */
final class Migrator implements FrameWalk.Visitor {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final TlbGather gather;
    private @FrameIndex int target = NO_FRAME;

    Migrator(Paging paging, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.gather = gather;
    }

    /** The frame that entries are to map from now on. */
    void to(@FrameIndex int frame) {
        target = frame;
    }

    @Override
    public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
        long moved = codec.make(paging.frameMap().pfnOf(target), codec.protectionOf(pte));
        gather.open(mm);
        mm.table().write(slot, moved);
        gather.changed(page);
        table.addMapcount(target, 1);
        paging.frames().get(target);
        if (table.testAndClear(frame, FrameFlag.ANON_EXCLUSIVE)) {
            table.set(target, FrameFlag.ANON_EXCLUSIVE);
        }
        table.addMapcount(frame, -1);
        gather.release(frame);
        gather.close();
        return true;
    }

    @Override
    public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
        return false;
    }
}
