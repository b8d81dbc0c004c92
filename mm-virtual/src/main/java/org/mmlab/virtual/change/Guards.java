package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;
import org.mmlab.virtual.zap.Zap;

/** Guard markers: pages that kill who touches them, without an area of their own (Linux 6.13: {@code madvise_guard_install}). */
public final class Guards {
    private final PteCodec codec;
    private final Zap zap;
    private final TlbGather gather;
    private final EntryWalk walk;
    private final EntryWalk.Visitor remover = new Remover();
    private final long guard;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Guards(Paging paging, HugeEntries huge, Zap zap, TlbGather gather) {
        this.codec = paging.codec();
        this.zap = zap;
        this.gather = gather;
        this.walk = new EntryWalk(paging, huge);
        this.guard = SwapEntries.guard(codec);
    }

    /** Replaces whatever pages {@code first} to {@code end - 1} hold by markers; 0 or ENOMEM negated. */
    public int install(MmPages mm, Vma vma, long first, long end) {
        gather.openDrained(mm);
        zap.range(gather, mm, vma, first, end, Zap.What.KEEP_GUARDS);
        gather.close();
        PageTable tables = mm.table();
        for (long page = first; page < end; page++) {
            @PhysAddr long slot = tables.ensure(Addresses.virtOfVpn(page), 1);
            if (slot == NO_PHYS) {
                return Errno.ENOMEM.result();
            }
            tables.write(slot, guard);
        }
        return 0;
    }

    /** Takes the markers of pages {@code first} to {@code end - 1} away. */
    public void remove(MmPages mm, Vma vma, long first, long end) {
        walk.walk(mm, vma, first, end, remover);
    }

    private final class Remover implements EntryWalk.Visitor {
        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            if (!codec.isPresent(pte) && SwapEntries.isGuard(codec, pte)) {
                mm.table().write(slot, PteCodec.NONE);
            }
        }

        @Override
        public void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry) {}
    }
}
