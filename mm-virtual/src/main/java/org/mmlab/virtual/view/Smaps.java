package org.mmlab.virtual.view;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.view.MemoryTotals.Size;

/** Adds an area's pages up as {@code /proc/PID/smaps} does (Linux: {@code smap_gather_stats}, {@code smaps_account}). */
public final class Smaps {
    private static final long PAGE = Addresses.PAGE_SIZE;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final HugeEntries huge;

    /** Over the machine's parts. */
    public Smaps(Paging paging, HugeEntries huge) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.huge = huge;
    }

    /** The totals of an area. */
    public MemoryTotals of(Vma vma) {
        MemoryTotals totals = new MemoryTotals();
        add(vma, totals);
        return totals;
    }

    /** The totals of all areas of an address space. */
    public MemoryTotals of(MmPages mm) {
        MemoryTotals totals = new MemoryTotals();
        for (Vma vma = mm.mm().find(Addresses.virt(0));
                vma != null;
                vma = mm.mm().next(vma)) {
            totals.addAll(of(vma));
        }
        return totals;
    }

    private void add(Vma vma, MemoryTotals totals) {
        MmPages mm = MmPages.of(vma);
        boolean holes = addObjectSwap(vma, totals);
        long first = Addresses.vpnOf(vma.start());
        long end = first + vma.pages();
        long page = first;
        while (page < end) {
            @PhysAddr long slot = huge.find(mm, page);
            if (slot != NO_PHYS) {
                addHuge(vma, mm.table().read(slot), totals);
                page = huge.extentOf(page) + huge.pages();
            } else {
                addBase(mm, vma, page, totals, holes);
                page++;
            }
        }
    }

    /**
     * Swapped pages of a shared object count once for the area where its entries can hold nothing else; else hole by hole. Says
     * whether holes are to be looked at.
     */
    private boolean addObjectSwap(Vma vma, MemoryTotals totals) {
        OpenFile file = vma.file();
        if (file == null || file.mapping().kind() != PageCache.FileKind.SHMEM) {
            return false;
        }
        long swapped = paging.cache()
                .swappedPages(file.mapping().file(), vma.pageOffset(), vma.pageOffset() + vma.pages() - 1);
        if (swapped == 0 || vma.has(VmFlags.SHARED) || !vma.has(VmFlags.WRITE)) {
            totals.add(Size.SWAP, swapped * PAGE);
            return false;
        }
        return true;
    }

    private void addBase(MmPages mm, Vma vma, long page, MemoryTotals totals, boolean holes) {
        PageTable tables = mm.table();
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(page), 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : tables.read(slot);
        if (codec.isNone(pte)) {
            OpenFile file = vma.file();
            if (holes && file != null) {
                long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
                totals.add(Size.SWAP, paging.cache().swappedPages(file.mapping().file(), index, index) * PAGE);
            }
        } else if (codec.isPresent(pte)) {
            @FrameIndex int frame = paging.normalFrame(pte);
            if (frame != NO_FRAME) {
                account(vma, frame, pte, totals);
            }
        } else if (SwapEntries.isSwap(codec, pte)) {
            int users = Math.max(1, paging.swap().users(SwapEntries.swapEntry(codec, pte)));
            totals.add(Size.SWAP, PAGE);
            totals.add(Size.SWAP_PSS, (PAGE << MemoryTotals.PSS_SHIFT) / users);
        }
    }

    private void addHuge(Vma vma, long entry, MemoryTotals totals) {
        if (huge.isZero(entry)) {
            return;
        }
        totals.add(Size.ANON_HUGE, huge.pages() * PAGE);
        int head = Addresses.rawFrame(huge.head(entry));
        for (int i = 0; i < huge.pages(); i++) {
            account(vma, Addresses.frame(head + i), entry, totals);
        }
    }

    private void account(Vma vma, @FrameIndex int frame, long entry, MemoryTotals totals) {
        @FrameIndex int head = table.head(frame);
        boolean dirty = codec.isDirty(entry) || table.has(head, FrameFlag.DIRTY);
        boolean anon = table.has(head, FrameFlag.ANON);
        boolean swapBacked = table.has(head, FrameFlag.SWAPBACKED);
        totals.add(Size.RSS, PAGE);
        if (anon) {
            totals.add(Size.ANONYMOUS, PAGE);
            if (!swapBacked && !dirty) {
                totals.add(Size.LAZY_FREE, PAGE);
            }
        }
        if (codec.isYoung(entry) || table.has(head, FrameFlag.REFERENCED)) {
            totals.add(Size.REFERENCED, PAGE);
        }
        int mappers = Math.max(1, table.mapcount(frame));
        long share = (PAGE << MemoryTotals.PSS_SHIFT) / mappers;
        totals.add(Size.PSS, share);
        totals.add(anon ? Size.PSS_ANON : swapBacked ? Size.PSS_SHMEM : Size.PSS_FILE, share);
        if (vma.has(VmFlags.LOCKED)) {
            totals.add(Size.LOCKED, share);
        }
        if (dirty) {
            totals.add(Size.PSS_DIRTY, share);
            totals.add(mappers == 1 ? Size.PRIVATE_DIRTY : Size.SHARED_DIRTY, PAGE);
        } else {
            totals.add(mappers == 1 ? Size.PRIVATE_CLEAN : Size.SHARED_CLEAN, PAGE);
        }
    }
}
