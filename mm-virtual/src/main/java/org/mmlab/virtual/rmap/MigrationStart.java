package org.mmlab.virtual.rmap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * Replaces entries by migration entries (Linux: {@code try_to_migrate_one}, {@code set_pmd_migration_entry}). The caller holds a
 * reference, so that no mapping's is the last.
 */
final class MigrationStart implements FrameWalk.Visitor {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final MigrationEntries entries;
    private final TlbGather gather;

    MigrationStart(Paging paging, Mappings mappings, HugeEntries huge, MigrationEntries entries, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.huge = huge;
        this.entries = entries;
        this.gather = gather;
    }

    @Override
    public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
        boolean exclusive = table.testAndClear(frame, FrameFlag.ANON_EXCLUSIVE);
        gather.open(mm);
        mm.table().write(slot, entries.of(pte, paging.frameMap().pfnOf(frame), exclusive));
        gather.changed(page);
        gather.close();
        noteDirty(frame, pte);
        mappings.remove(frame, vma);
        letGo(frame, vma);
        return true;
    }

    @Override
    public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
        @FrameIndex int head = huge.head(entry);
        boolean exclusive = table.has(head, FrameFlag.ANON_EXCLUSIVE);
        for (int i = 0; i < huge.pages(); i++) {
            table.clear(Addresses.frame(Addresses.rawFrame(head) + i), FrameFlag.ANON_EXCLUSIVE);
        }
        gather.open(mm);
        mm.table().write(slot, entries.of(entry, paging.frameMap().pfnOf(head), exclusive));
        gather.changed(first, huge.pages(), huge.shift());
        gather.close();
        noteDirty(head, entry);
        mappings.removeHuge(head, vma, huge.pages());
        letGo(head, vma);
        return true;
    }

    private void noteDirty(@FrameIndex int frame, long entry) {
        if (!codec.isDirty(entry)) {
            return;
        }
        @FrameIndex int head = table.head(frame);
        if (table.has(head, FrameFlag.ANON)) {
            table.set(head, FrameFlag.DIRTY);
        } else {
            paging.cache().markDirty(head);
        }
    }

    private void letGo(@FrameIndex int frame, Vma vma) {
        if (vma.has(VmFlags.LOCKED)) {
            paging.lru().drain(); // the munlock must not hold the page
        }
        paging.frames().put(frame);
    }
}
