package org.mmlab.virtual.mapping;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Large folios of files as units of memory: who maps how much of them. The page cache keeps such a folio as single frames that know
 * its order. All answers cost O(pages of the folio), or that much for each area that maps it.
 */
public final class FileFolios {
    private final Paging paging;
    private final PteCodec codec;
    private final PageCache cache;

    /** Over the machine's parts. */
    public FileFolios(Paging paging) {
        this.paging = paging;
        this.codec = paging.codec();
        this.cache = paging.cache();
    }

    /** Pages of the folio that holds a frame which an area maps at {@code page}; 1 for a frame of anonymous memory. */
    public int pages(Vma vma, long page, @FrameIndex int frame) {
        OpenFile file = vma.file();
        if (file == null || paging.table().has(paging.table().head(frame), FrameFlag.ANON)) {
            return 1;
        }
        return 1 << cache.folioOrder(file.mapping().file(), vma.pageOffsetOf(Addresses.virtOfVpn(page)));
    }

    /** How many entries from {@code page} on, and before {@code end}, map one folio in order (Linux: {@code madvise_folio_pte_batch}). */
    public int batch(Vma vma, FileMapping file, long page, long end, int pages) {
        long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
        long left = Math.min(end - page, pages - (index & (pages - 1)));
        int count = 0;
        while (count < left && maps(vma, page + count, cache.lookup(file.file(), index + count))) {
            count++;
        }
        return count;
    }

    /** Entries that map a page of the folio of {@code pages} pages that holds {@code index} (Linux: {@code folio_mapcount}). */
    public int mappings(FileMapping file, long index, int pages) {
        long first = index & -(long) pages;
        int sum = 0;
        for (long i = first; i < first + pages; i++) {
            @FrameIndex int frame = cache.lookup(file.file(), i);
            sum += frame == NO_FRAME ? 0 : paging.table().mapcount(frame);
        }
        return sum;
    }

    /** Whether an address space other than {@code mm} maps a part of the folio (Linux: {@code folio_maybe_mapped_shared}). */
    public boolean isMappedByOthers(FileMapping file, long index, int pages, MmPages mm) {
        long first = index & -(long) pages;
        long last = first + pages - 1;
        RangeTree areas = file.areas();
        for (RangeNode node = areas.first(first, last); node != null; node = areas.next(node, first, last)) {
            if (MmPages.of(node.vma()) != mm && mapsAny(node.vma(), file, first, last)) {
                return true;
            }
        }
        return false;
    }

    private boolean mapsAny(Vma vma, FileMapping file, long first, long last) {
        long from = Math.max(first, vma.pageOffset());
        long to = Math.min(last, vma.pageOffset() + vma.pages() - 1);
        for (long i = from; i <= to; i++) {
            if (maps(vma, Addresses.vpnOf(vma.addressOf(i)), cache.lookup(file.file(), i))) {
                return true;
            }
        }
        return false;
    }

    private boolean maps(Vma vma, long page, @FrameIndex int frame) {
        MmPages mm = MmPages.of(vma);
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
        return frame != NO_FRAME && codec.isPresent(pte) && paging.normalFrame(pte) == frame;
    }
}
