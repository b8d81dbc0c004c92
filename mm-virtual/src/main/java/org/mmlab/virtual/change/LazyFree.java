package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;

/** MADV_FREE: anonymous pages whose contents may be dropped; swap entries go at once (Linux: {@code madvise_free_pte_range}). */
public final class LazyFree {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Swap swap;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final TlbGather gather;
    private final EntryWalk walk;
    private final EntryWalk.Visitor visitor = new Pages();
    private long end;
    private long doneTo;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public LazyFree(Paging paging, HugeEntries huge, LargeFolios large, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.swap = paging.swap();
        this.huge = huge;
        this.large = large;
        this.gather = gather;
        this.walk = new EntryWalk(paging, huge);
    }

    /** Marks pages {@code first} to {@code end - 1}. */
    public void range(MmPages mm, Vma vma, long first, long end) {
        paging.lru().drain();
        gather.open(mm);
        this.end = end;
        doneTo = first;
        walk.walk(mm, vma, first, end, visitor);
        gather.close();
    }

    private final class Pages implements EntryWalk.Visitor {
        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            if (!codec.isPresent(pte)) {
                if (SwapEntries.isSwap(codec, pte)) {
                    swap.free(SwapEntries.swapEntry(codec, pte));
                    mm.count(ResidentKind.SWAP, -1);
                    mm.table().write(slot, PteCodec.NONE);
                }
                return;
            }
            @FrameIndex int frame = paging.normalFrame(pte);
            if (frame == NO_FRAME || page < doneTo) {
                return;
            }
            if (!paging.frames().isLarge(frame)) {
                free(mm, page, slot, frame, 1);
            } else if (large.isMappedWhole(frame, mm, page, end)) {
                int pages = 1 << paging.frames().order(frame);
                doneTo = page + pages;
                free(mm, page, slot, frame, pages);
            } else if (!large.isMappedByOthers(frame, mm) && large.split(table.head(frame))) {
                base(mm, vma, page, slot, mm.table().read(slot)); // the split may have put the zero page there
            }
        }

        /** A folio that entries from {@code slot} on map as a whole. */
        private void free(MmPages mm, long page, @PhysAddr long slot, @FrameIndex int frame, int pages) {
            boolean stored = table.hasAny(frame, FrameFlag.SWAPCACHE | FrameFlag.DIRTY);
            if (stored
                    ? !discardStored(frame, pages)
                    : pages == 1 && isOnlyCopy(mm.table().read(slot), frame)) {
                return;
            }
            @PhysAddr long at = slot;
            for (int i = 0; i < pages; i++, at += paging.entryBytes()) {
                long pte = mm.table().read(at);
                if (codec.isYoung(pte) || codec.isDirty(pte)) {
                    mm.table().write(at, codec.mkClean(codec.mkOld(pte)));
                    gather.changed(page + i);
                }
            }
            paging.lru().markLazyFree(frame);
        }

        /**
         * Whether others map the page, and nothing says that it was written: it was read in from a synchronous device, which kept no copy,
         * before it was shared. Linux frees it for all of them.
         */
        private boolean isOnlyCopy(long pte, @FrameIndex int frame) {
            return isShared(frame, 1) && !codec.isDirty(pte);
        }

        private boolean isShared(@FrameIndex int frame, int pages) {
            return (pages == 1 ? table.mapcount(frame) : large.mappings(frame)) != pages;
        }

        /** What swap holds of the page goes; false where others need it. */
        private boolean discardStored(@FrameIndex int frame, int pages) {
            if (isShared(frame, pages)) {
                return false;
            }
            if (table.has(frame, FrameFlag.SWAPCACHE) && !swap.freeCache(frame)) {
                return false;
            }
            table.clear(frame, FrameFlag.DIRTY);
            return true;
        }

        @Override
        public void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry) {
            if (huge.isZero(entry)) {
                return;
            }
            @FrameIndex int head = huge.head(entry);
            if (large.isMappedByOthers(head, mm)) {
                return;
            }
            if (end - first != huge.pages()) {
                large.split(head);
                return;
            }
            table.clear(head, FrameFlag.DIRTY);
            if (codec.isYoung(entry) || codec.isDirty(entry)) {
                mm.table().write(slot, codec.mkClean(codec.mkOld(entry)));
                gather.changed(first, huge.pages(), huge.shift());
            }
            paging.lru().markLazyFree(head);
        }
    }
}
