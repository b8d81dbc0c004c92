package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mapping.FileFolios;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * madvise's words about the worth of pages: MADV_COLD, MADV_PAGEOUT (Linux: {@code madvise_cold_or_pageout_pte_range}). Pages that
 * others map too are left alone.
 */
public final class Advice {
    private static final int BATCH = 512;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Lru lru;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final FileFolios fileFolios;
    private final TlbGather gather;
    private final EntryWalk walk;
    private final EntryWalk.Visitor cold = new Pages(false);
    private final EntryWalk.Visitor pageOut = new Pages(true);
    private final int[] batch = new int[BATCH];
    private int count;
    private long end;
    private long doneTo;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Advice(Paging paging, HugeEntries huge, LargeFolios large, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.lru = paging.lru();
        this.huge = huge;
        this.large = large;
        this.fileFolios = new FileFolios(paging);
        this.gather = gather;
        this.walk = new EntryWalk(paging, huge);
    }

    /** MADV_COLD: pages {@code first} to {@code end - 1} become old and go to the inactive list. */
    public void cold(MmPages mm, Vma vma, long first, long end) {
        lru.drain();
        gather.open(mm);
        begin(first, end);
        walk.walk(mm, vma, first, end, cold);
        gather.close();
    }

    /** MADV_PAGEOUT: the pages are reclaimed now, a page table's worth at a time. */
    public void pageOut(MmPages mm, Vma vma, long first, long end) {
        lru.drain();
        long page = first;
        while (page < end) {
            long partEnd = Math.min(end, (page & -(long) BATCH) + BATCH);
            begin(page, partEnd);
            walk.walk(mm, vma, page, partEnd, pageOut);
            reclaim();
            page = partEnd;
        }
    }

    private void begin(long first, long newEnd) {
        doneTo = first;
        end = newEnd;
    }

    private void reclaim() {
        if (count > 0) {
            lru.reclaimPages(batch, count);
            count = 0;
        }
    }

    private void isolate(@FrameIndex int head) {
        if (count == BATCH || !lru.isolate(head)) {
            return;
        }
        if (table.has(head, FrameFlag.UNEVICTABLE)) {
            lru.putBack(head);
        } else {
            batch[count++] = Addresses.rawFrame(head);
        }
    }

    private void age(@FrameIndex int head) {
        table.clear(head, FrameFlag.REFERENCED);
        if (table.has(head, FrameFlag.ACTIVE)) {
            table.set(head, FrameFlag.WORKINGSET);
        }
    }

    /** Private file areas of files that the process cannot write page out their private copies alone (Linux: {@code can_do_file_pageout}). */
    private static boolean anonOnly(Vma vma) {
        OpenFile file = vma.file();
        return file != null && !file.writable() && !vma.mm().capable(Capability.FOWNER);
    }

    private final class Pages implements EntryWalk.Visitor {
        private final boolean reclaiming;

        Pages(boolean reclaiming) {
            this.reclaiming = reclaiming;
        }

        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            if (!codec.isPresent(pte)) {
                return;
            }
            @FrameIndex int frame = paging.normalFrame(pte);
            if (frame == NO_FRAME || page < doneTo) {
                return;
            }
            OpenFile file = vma.file();
            int folioPages = file == null ? 1 : fileFolios.pages(vma, page, frame);
            if (file != null && folioPages > 1) {
                adviseFolio(mm, vma, file, page, slot, folioPages);
            } else if (!paging.frames().isLarge(frame)) {
                advise(mm, vma, page, slot, frame, 1);
            } else if (large.isMappedWhole(frame, mm, page, end)) {
                int pages = 1 << paging.frames().order(frame);
                doneTo = page + pages;
                advise(mm, vma, page, slot, frame, pages);
            } else if (!large.isMappedByOthers(frame, mm) && large.split(table.head(frame))) {
                base(mm, vma, page, slot, mm.table().read(slot)); // the split may have put the zero page there
            }
        }

        /** A large folio of a file is taken as a whole or split, and then nobody maps it. */
        private void adviseFolio(MmPages mm, Vma vma, OpenFile file, long page, @PhysAddr long slot, int pages) {
            FileMapping mapping = file.mapping();
            long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
            int mapped = fileFolios.batch(vma, mapping, page, end, pages);
            doneTo = page + mapped;
            if (mapped == pages) {
                boolean alone = fileFolios.mappings(mapping, index, pages) == pages;
                @PhysAddr long at = slot;
                for (int i = 0; alone && i < pages; i++, at += paging.entryBytes()) {
                    advise(mm, vma, page + i, at, paging.normalFrame(mm.table().read(at)), 1);
                }
            } else if (!(reclaiming && anonOnly(vma)) && !fileFolios.isMappedByOthers(mapping, index, pages, mm)) {
                paging.cache().splitFolio(mapping.file(), index);
            }
        }

        /** A folio that entries from {@code slot} on map as a whole. */
        private void advise(MmPages mm, Vma vma, long page, @PhysAddr long slot, @FrameIndex int frame, int pages) {
            int mapped = pages == 1 ? table.mapcount(frame) : large.mappings(frame);
            boolean skipped = reclaiming && anonOnly(vma) && !table.has(frame, FrameFlag.ANON);
            if (skipped || !table.has(frame, FrameFlag.LRU) || mapped != pages) {
                return;
            }
            @PhysAddr long at = slot;
            for (int i = 0; i < pages; i++, at += paging.entryBytes()) {
                long pte = mm.table().read(at);
                if (!reclaiming && codec.isYoung(pte)) {
                    mm.table().write(at, codec.mkOld(pte));
                    gather.changed(page + i);
                }
            }
            settle(frame);
        }

        private void settle(@FrameIndex int head) {
            age(head);
            if (reclaiming) {
                isolate(head);
            } else {
                lru.deactivate(head);
            }
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
            if (!reclaiming && codec.isYoung(entry)) {
                mm.table().write(slot, codec.mkOld(entry));
                gather.changed(first, huge.pages(), huge.shift());
            }
            settle(head);
        }
    }

    /** Whether madvise may age an area's pages (Linux: {@code can_madv_lru_vma}). */
    public static boolean mayAge(Vma vma) {
        return !vma.has(VmFlags.LOCKED | VmFlags.PFNMAP | VmFlags.HUGETLB);
    }
}
