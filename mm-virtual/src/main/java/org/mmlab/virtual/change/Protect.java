package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/** Gives entries an area's new rights (Linux: {@code change_protection}). */
public final class Protect {
    private final PteCodec codec;
    private final Paging paging;
    private final FrameTable table;
    private final HugeEntries huge;
    private final TlbGather gather;
    private final EntryWalk walk;
    private final EntryWalk.Visitor visitor = new Rights();

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Protect(Paging paging, HugeEntries huge, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.huge = huge;
        this.gather = gather;
        this.walk = new EntryWalk(paging, huge);
    }

    /** Changes the entries of pages {@code first} to {@code end - 1} to the rights that {@code vma} has now. */
    public void range(MmPages mm, Vma vma, long first, long end) {
        gather.open(mm);
        walk.walk(mm, vma, first, end, visitor);
        gather.close();
    }

    /**
     * Whether entries may become writable without a fault: private writable areas, and shared ones whose file hears of writes
     * (Linux: {@code vma_wants_manual_pte_write_upgrade}).
     */
    private static boolean upgrades(Vma vma) {
        return vma.has(VmFlags.SHARED) ? AreaRights.wantsWriteNotify(vma) : vma.has(VmFlags.WRITE);
    }

    /** Linux: {@code can_change_pte_writable}. */
    private boolean canBecomeWritable(Vma vma, long pte) {
        if (codec.isProtNone(pte)) {
            return false;
        }
        if (vma.has(VmFlags.SHARED)) {
            return codec.isDirty(pte);
        }
        @FrameIndex int frame = paging.normalFrame(pte);
        return frame != NO_FRAME
                && table.has(frame, FrameFlag.ANON_EXCLUSIVE)
                && table.has(table.head(frame), FrameFlag.ANON);
    }

    private final class Rights implements EntryWalk.Visitor {
        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            if (!codec.isPresent(pte)) {
                return;
            }
            long changed = codec.modify(pte, AreaRights.protection(codec, vma));
            if (upgrades(vma) && !codec.isWrite(changed) && canBecomeWritable(vma, changed)) {
                changed = codec.mkWrite(changed);
            }
            if (changed != pte) {
                mm.table().write(slot, changed);
                if (!codec.isProtNone(pte)) {
                    gather.changed(page);
                }
            }
        }

        @Override
        public void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry) {
            if (end - first != huge.pages()) {
                huge.split(mm, vma, first);
                return;
            }
            long changed = codec.modifyLeaf(Paging.HUGE_LEVEL, entry, AreaRights.protection(codec, vma));
            if (upgrades(vma) && !codec.isWrite(changed) && canHugeBecomeWritable(changed)) {
                changed = codec.mkWrite(changed);
            }
            if (changed != entry) {
                mm.table().write(slot, changed);
                gather.changed(first, huge.pages(), huge.shift());
            }
        }

        private boolean canHugeBecomeWritable(long entry) {
            return !codec.isProtNone(entry)
                    && !huge.isZero(entry)
                    && table.has(huge.head(entry), FrameFlag.ANON_EXCLUSIVE);
        }
    }
}
