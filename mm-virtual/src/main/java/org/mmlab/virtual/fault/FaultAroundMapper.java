package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Maps the cached neighbours of a page that faulted for reading (Linux: {@code do_fault_around}, {@code filemap_map_pages}).
 * Left out are pages that are absent, not up to date, locked or marked for readahead, and entries that are in use.
 *
 * <p>Since 6.18 a folio that the window meets is mapped as a whole, if it lies in one area and one table.
 */
final class FaultAroundMapper {
    private static final int NOT_READY = FrameFlag.LOCKED | FrameFlag.RECLAIM;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable frames;
    private final PageCache cache;
    private final FaultAround policy;
    private final FilePages filePages;
    private final int tablePages;

    FaultAroundMapper(Paging paging, FilePages filePages, FaultAround policy) {
        this.paging = paging;
        this.codec = paging.codec();
        this.frames = paging.table();
        this.cache = paging.cache();
        this.policy = policy;
        this.filePages = filePages;
        this.tablePages = Math.min(paging.format().geometry().slotRun(), 512);
    }

    /** {@link FaultResult#NOPAGE} where the faulting page is mapped now, else {@link FaultResult#DONE} or OOM. */
    int map(MmPages mm, Vma vma, OpenFile file, long page) {
        long areaFirst = Addresses.vpnOf(vma.start());
        long areaEnd = areaFirst + vma.pages();
        int wanted = policy.pages(page, areaFirst, areaEnd);
        if (wanted <= 1) {
            return FaultResult.DONE;
        }
        long tableFirst = page & -(long) tablePages;
        long tableEnd = tableFirst + tablePages;
        long first = Math.max(policy.firstPage(page, areaFirst, areaEnd), Math.max(areaFirst, tableFirst));
        long end = Math.min(first + wanted, Math.min(tableEnd, areaEnd));
        long fileEnd = vma.pageOffset() - areaFirst;
        long pagesOfFile = Addresses.pagesFor(cache.sizeBytes(file.mapping().file()));
        long lastEnd = Math.min(end, pagesOfFile - fileEnd);
        return mapWindow(mm, vma, file, page, first, lastEnd);
    }

    private int mapWindow(MmPages mm, Vma vma, OpenFile open, long page, long first, long end) {
        FileMapping file = open.mapping();
        long lastPage = Addresses.pagesFor(cache.sizeBytes(file.file())) - 1;
        boolean begun = false;
        int mapped = 0;
        int counted = 0;
        long at = first;
        while (at < end) {
            long index = vma.pageOffsetOf(Addresses.virtOfVpn(at));
            @FrameIndex int frame = cache.lookup(file.file(), index);
            long next = at + 1;
            if (frame != NO_FRAME && isReady(frame)) {
                int folioOrder = cache.folioOrder(file.file(), index);
                boolean wholeFolio = mapsWhole(file, lastPage, index, folioOrder);
                if (!begun) {
                    begun = true;
                    if (!wholeFolio && lacksTable(mm, file, page)) {
                        break;
                    }
                    if (!ensureTable(mm, page, frame)) {
                        return FaultResult.OOM;
                    }
                }
                int order = wholeFolio ? folioOrder : 0;
                long folioFirst = at - (index & ((1L << order) - 1));
                if (order == 0 || !FolioBounds.fits(vma, folioFirst, 1 << order, tablePages)) {
                    mapped += mapOne(mm, vma, at, frame) ? 1 : 0;
                } else {
                    mapped += mapFolio(mm, vma, file, folioFirst, 1 << order);
                    next = folioFirst + (1L << order);
                }
                counted += frames.has(frame, FrameFlag.WORKINGSET) ? 0 : 1;
            }
            at = next;
        }
        cache.mappedAround(open.reader(), counted);
        return mapped > 0 && isMapped(mm, page) ? FaultResult.NOPAGE : FaultResult.DONE;
    }

    /**
     * Whether a folio is mapped as a whole. One that the end of the file cuts is not, and as the kernel compares with the last
     * page and not with the end, neither is one that ends with the file.
     */
    private boolean mapsWhole(FileMapping file, long lastPage, long index, int order) {
        if (!paging.kernel().atLeast(KernelVersion.V6_18)) {
            return false;
        }
        long next = (index | ((1L << order) - 1)) + 1;
        return file.kind() == PageCache.FileKind.SHMEM || lastPage >= next;
    }

    /**
     * 6.18 gives the window its page table where it could map a huge page, which a folio that ends with its file is never taken
     * for: where the window begins with one and there is no table, nothing is mapped around.
     */
    private boolean lacksTable(MmPages mm, FileMapping file, long page) {
        return file.kind() == PageCache.FileKind.REGULAR
                && paging.kernel().atLeast(KernelVersion.V6_18)
                && mm.table().find(Addresses.virtOfVpn(page), 1) == NO_PHYS;
    }

    /** Finds memory for the page table; the cache must not give up {@code frame}, which is about to be mapped, for it. */
    private boolean ensureTable(MmPages mm, long page, @FrameIndex int frame) {
        paging.frames().get(frame);
        boolean there = mm.table().ensure(Addresses.virtOfVpn(page), 1) != NO_PHYS;
        paging.frames().put(frame);
        return there;
    }

    private boolean isReady(@FrameIndex int frame) {
        return !frames.hasAny(frame, NOT_READY) && frames.has(frame, FrameFlag.UPTODATE);
    }

    private int mapFolio(MmPages mm, Vma vma, FileMapping file, long first, int pages) {
        int mapped = 0;
        for (int i = 0; i < pages; i++) {
            long page = first + i;
            @FrameIndex int frame = cache.lookup(file.file(), vma.pageOffsetOf(Addresses.virtOfVpn(page)));
            if (frame != NO_FRAME && mapOne(mm, vma, page, frame)) {
                mapped++;
            }
        }
        return mapped;
    }

    private boolean mapOne(MmPages mm, Vma vma, long page, @FrameIndex int frame) {
        PageTable table = mm.table();
        paging.frames().get(frame); // a hashed table may need memory for each page
        @PhysAddr long slot = table.ensure(Addresses.virtOfVpn(page), 1);
        boolean free = slot != NO_PHYS && codec.isNone(table.read(slot));
        if (free) {
            filePages.map(mm, vma, slot, frame);
        }
        paging.frames().put(frame);
        return free;
    }

    private boolean isMapped(MmPages mm, long page) {
        PageTable table = mm.table();
        @PhysAddr long slot = table.find(Addresses.virtOfVpn(page), 1);
        return slot != NO_PHYS && !codec.isNone(table.read(slot));
    }
}
