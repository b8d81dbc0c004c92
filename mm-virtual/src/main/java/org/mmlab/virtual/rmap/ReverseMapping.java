package org.mmlab.virtual.rmap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mapping.AnonVmaNumbers;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/** {@link ReverseMap} over anon_vma and i_mmap trees. One a machine; not re-entrant. */
public final class ReverseMapping implements ReverseMap {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final LargeFolios large;
    private final TlbGather gather;
    private final FrameWalk walk;
    private final boolean flushesYoung;
    private final Referenced referenced = new Referenced();
    private final Unmapper unmapper;
    private final Unmapper lockBreaker;
    private final Cleaner cleaner = new Cleaner();
    private final MigrationStart migrationStart;
    private final MigrationEnd migrationEnd;
    private final FrameWalk movingWalk;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public ReverseMapping(
            Paging paging,
            AnonVmaNumbers numbers,
            FileTable files,
            Mappings mappings,
            HugeEntries huge,
            LargeFolios large,
            TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.large = large;
        this.gather = gather;
        this.walk = new FrameWalk(paging, numbers, files, huge, EntryKinds.present(paging, huge));
        this.unmapper = new Unmapper(paging, mappings, huge, large, gather, Unmapper.Locks.HOLD);
        this.lockBreaker = new Unmapper(paging, mappings, huge, large, gather, Unmapper.Locks.IGNORED);
        MigrationEntries migrating = new MigrationEntries(paging);
        this.migrationStart = new MigrationStart(paging, mappings, huge, migrating, gather);
        this.migrationEnd = new MigrationEnd(paging, mappings, huge, migrating);
        this.movingWalk = new FrameWalk(paging, numbers, files, huge, EntryKinds.moving(migrating, huge));
        // x86 leaves stale accessed bits in the TLB; where software fills the TLB, an old entry must fault again
        this.flushesYoung = codec.supports(PteBit.VALID);
    }

    @Override
    public int referenced(@FrameIndex int frame) {
        referenced.count = 0;
        referenced.flags = 0;
        walk.walk(frame, referenced);
        return referenced.count << 8 | referenced.flags;
    }

    @Override
    public boolean unmap(@FrameIndex int frame) {
        walk.walk(frame, unmapper);
        return large.mappings(table.head(frame)) == 0;
    }

    @Override
    public void unmapEvenLocked(@FrameIndex int frame) {
        walk.walk(frame, lockBreaker);
    }

    @Override
    public int clean(@FrameIndex int frame) {
        cleaner.cleaned = 0;
        walk.walk(frame, cleaner);
        return cleaner.cleaned;
    }

    @Override
    public boolean beginMigration(@FrameIndex int frame) {
        walk.walk(frame, migrationStart);
        return large.mappings(table.head(frame)) == 0;
    }

    @Override
    public void endMigration(@FrameIndex int from, @FrameIndex int to) {
        migrationEnd.move(from, to);
        movingWalk.walk(to, from, migrationEnd);
        large.moved(from, to);
    }

    @Override
    public boolean split(@FrameIndex int head) {
        return large.split(head);
    }

    /** Linux: {@code folio_referenced_one}. */
    private final class Referenced implements FrameWalk.Visitor {
        private int count;
        private int flags;

        @Override
        public boolean wants(Vma vma) {
            return !vma.has(VmFlags.SEQ_READ | VmFlags.RAND_READ);
        }

        @Override
        public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
            return entry(mm, vma, page, slot, pte, frame);
        }

        @Override
        public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
            return entry(
                    mm, vma, first, slot, entry, paging.frameMap().frameOf(codec.leafPfn(Paging.HUGE_LEVEL, entry)));
        }

        private boolean entry(MmPages mm, Vma vma, long page, @PhysAddr long slot, long entry, @FrameIndex int frame) {
            if (vma.has(VmFlags.LOCKED)) {
                paging.lru().mlock(table.head(frame));
                flags |= VM_LOCKED;
                return false;
            }
            if (codec.isYoung(entry)) {
                mm.table().write(slot, codec.mkOld(entry));
                count++;
                if (vma.has(VmFlags.EXEC)) {
                    flags |= VM_EXEC;
                }
                if (flushesYoung) {
                    gather.open(mm);
                    gather.changed(page);
                    gather.close();
                }
            }
            return true;
        }
    }

    /** Linux: {@code page_mkclean_one}. */
    private final class Cleaner implements FrameWalk.Visitor {
        private int cleaned;

        @Override
        public boolean wants(Vma vma) {
            return vma.has(VmFlags.SHARED);
        }

        @Override
        public boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame) {
            if (codec.isDirty(pte) || codec.isWrite(pte)) {
                gather.open(mm);
                mm.table().write(slot, codec.mkClean(codec.wrProtect(pte)));
                gather.changed(page);
                gather.close();
                if (codec.isDirty(pte)) {
                    cleaned++;
                }
            }
            return true;
        }

        @Override
        public boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry) {
            throw new IllegalStateException(
                    "a huge entry maps page " + Long.toHexString(first) + " of shared area " + vma + " at slot "
                            + Long.toHexString(Addresses.rawPhys(slot)) + "; only private memory has huge entries");
        }
    }
}
