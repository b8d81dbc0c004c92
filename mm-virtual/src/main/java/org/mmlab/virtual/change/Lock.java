package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/** Locks or unlocks the pages that are present: mlock, munlock (Linux: {@code mlock_vma_pages_range}). */
public final class Lock {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Lru lru;
    private final HugeEntries huge;
    private final EntryWalk walk;
    private final EntryWalk.Visitor visitor = new Pages();

    /** Over the machine's parts. */
    public Lock(Paging paging, HugeEntries huge) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.lru = paging.lru();
        this.huge = huge;
        this.walk = new EntryWalk(paging, huge);
    }

    /** Does with pages {@code first} to {@code end - 1} as the area's LOCKED flag says now. */
    public void range(MmPages mm, Vma vma, long first, long end) {
        lru.drain();
        walk.walk(mm, vma, first, end, visitor);
        lru.drain();
    }

    private final class Pages implements EntryWalk.Visitor {
        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            if (!codec.isPresent(pte)) {
                return;
            }
            @FrameIndex int frame = paging.normalFrame(pte);
            if (frame == NO_FRAME) {
                return;
            }
            @FrameIndex int head = table.head(frame);
            if (!vma.has(VmFlags.LOCKED)) {
                lru.munlock(head);
            } else if (!paging.frames().isLarge(frame) || isFirstOfWhole(vma, page, frame, head)) {
                lru.mlock(head);
            }
        }

        /** Large pages are locked once, and only where the area holds all of them (Linux: {@code allow_mlock_munlock}). */
        private boolean isFirstOfWhole(Vma vma, long page, @FrameIndex int frame, @FrameIndex int head) {
            int pages = 1 << paging.frames().order(head);
            long areaFirst = Addresses.vpnOf(vma.start());
            return frame == head && page >= areaFirst && page + pages <= areaFirst + vma.pages();
        }

        @Override
        public void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry) {
            if (huge.isZero(entry)) {
                return;
            }
            if (vma.has(VmFlags.LOCKED)) {
                lru.mlock(huge.head(entry));
            } else {
                lru.munlock(huge.head(entry));
            }
        }
    }
}
