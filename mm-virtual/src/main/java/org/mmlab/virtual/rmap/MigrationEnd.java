package org.mmlab.virtual.rmap;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mapping.Mappings.Exclusive;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Makes migration entries present again (Linux: {@code remove_migration_pte}, {@code remove_migration_pmd}). They were not present
 * before, so that no TLB knows them.
 */
final class MigrationEnd implements FrameWalk.Visitor {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final MigrationEntries entries;
    private @FrameIndex int from = NO_FRAME;
    private @FrameIndex int to = NO_FRAME;

    MigrationEnd(Paging paging, Mappings mappings, HugeEntries huge, MigrationEntries entries) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.huge = huge;
        this.entries = entries;
    }

    /** The page that entries name, and the one that they are to map; first frames. */
    void move(@FrameIndex int fromHead, @FrameIndex int toHead) {
        from = fromHead;
        to = toHead;
    }

    @Override
    public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
        @FrameIndex int now = Addresses.frame(Addresses.rawFrame(to) + Addresses.rawFrame(frame) - Addresses.rawFrame(from));
        paging.frames().get(now);
        if (table.has(to, FrameFlag.ANON)) {
            mappings.addAnon(now, vma, entries.isExclusive(pte) ? Exclusive.YES : Exclusive.NO);
        } else {
            mappings.addFile(now, vma);
        }
        long fresh = codec.make(paging.frameMap().pfnOf(now), AreaRights.protection(codec, vma));
        mm.table().write(slot, entries.restore(fresh, pte, table.has(to, FrameFlag.DIRTY)));
        settle(vma);
        return true;
    }

    @Override
    public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
        paging.frames().get(to);
        mappings.addAnonHuge(to, vma, entries.isExclusive(entry) ? Exclusive.YES : Exclusive.NO, huge.pages());
        long fresh = codec.makeLeaf(Paging.HUGE_LEVEL, paging.frameMap().pfnOf(to), AreaRights.protection(codec, vma));
        mm.table().write(slot, entries.restore(fresh, entry, table.has(to, FrameFlag.DIRTY)));
        settle(vma);
        return true;
    }

    private void settle(Vma vma) {
        if (vma.has(VmFlags.LOCKED)) {
            paging.lru().drain();
        }
    }
}
