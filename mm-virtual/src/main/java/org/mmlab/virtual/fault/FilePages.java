package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;

/** Writes entries for pages of the page cache (Linux: {@code set_pte_range}, {@code finish_fault}). */
final class FilePages {
    private final Paging paging;
    private final PteCodec codec;
    private final Mappings mappings;
    private final PageCache cache;
    private final int tablePages;

    FilePages(Paging paging, Mappings mappings) {
        this.paging = paging;
        this.codec = paging.codec();
        this.mappings = mappings;
        this.cache = paging.cache();
        this.tablePages = Math.min(paging.format().geometry().slotRun(), 512);
    }

    /** Maps a frame for reading, as the area's protection has it; the entry takes a reference of its own. */
    void map(MmPages mm, Vma vma, @PhysAddr long slot, @FrameIndex int frame) {
        long entry = codec.make(paging.frameMap().pfnOf(frame), AreaRights.protection(codec, vma));
        install(mm, vma, slot, frame, codec.mkYoung(entry));
    }

    /** Maps a frame for a write to a shared area: dirty and writable. */
    void mapWritten(MmPages mm, Vma vma, @PhysAddr long slot, @FrameIndex int frame) {
        long entry = codec.make(paging.frameMap().pfnOf(frame), AreaRights.protection(codec, vma));
        install(mm, vma, slot, frame, AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma));
    }

    private void install(MmPages mm, Vma vma, @PhysAddr long slot, @FrameIndex int frame, long entry) {
        paging.frames().get(frame);
        mappings.addFile(frame, vma);
        mm.count(ResidentKind.of(paging.table(), frame), 1);
        mm.table().write(slot, entry);
    }

    /**
     * Since 6.18: maps the folio of a page that was just faulted in as a whole, where it fits and nothing of it is mapped; {@code
     * page} itself may be mapped by the caller then. A write to a shared area maps all of it dirty and writable.
     *
     * @return whether it did
     */
    boolean mapFolio(MmPages mm, Vma vma, FileMapping file, long page, boolean written) {
        if (!paging.kernel().atLeast(KernelVersion.V6_18)) {
            return false;
        }
        long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
        int order = cache.folioOrder(file.file(), index);
        int pages = 1 << order;
        long first = page - (index & (pages - 1));
        if (order == 0
                || !FolioBounds.fits(vma, first, pages, tablePages)
                || crossesEnd(file, index | (pages - 1))
                || !isEmpty(mm, first, pages)) {
            return false;
        }
        for (int i = 0; i < pages; i++) {
            @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(first + i), 1);
            @FrameIndex int frame = cache.lookup(file.file(), vma.pageOffsetOf(Addresses.virtOfVpn(first + i)));
            if (slot != NO_PHYS && isReady(frame)) {
                if (written) {
                    mapWritten(mm, vma, slot, frame);
                } else {
                    map(mm, vma, slot, frame);
                }
            }
        }
        return true;
    }

    /** The frames of a folio are evicted and read one by one, unlike in Linux: one of them may be on its way from the disk. */
    private boolean isReady(@FrameIndex int frame) {
        return frame != NO_FRAME
                && paging.table().has(frame, FrameFlag.UPTODATE)
                && !paging.table().has(frame, FrameFlag.LOCKED);
    }

    private boolean crossesEnd(FileMapping file, long lastIndex) {
        return file.kind() == PageCache.FileKind.REGULAR
                && lastIndex >= Addresses.pagesFor(cache.sizeBytes(file.file()));
    }

    private boolean isEmpty(MmPages mm, long first, int pages) {
        PageTable table = mm.table();
        return Addresses.vpnOf(table.nextPopulated(Addresses.virtOfVpn(first), Addresses.virtOfVpn(first + pages)))
                >= first + pages;
    }
}
