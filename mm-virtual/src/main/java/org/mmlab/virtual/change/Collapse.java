package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PFN;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.fault.UserFaults;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * MADV_COLLAPSE: copies the base pages of aligned extents into huge pages (Linux: {@code madvise_collapse},
 * {@code collapse_huge_page}). Swapped pages are brought in first; an extent with a page that something else holds stays as it
 * is, and so does one without a writable page before 6.18.
 */
public final class Collapse {
    private static final int LEVEL = Paging.HUGE_LEVEL;
    /** An extent without a page table, or with a page that cannot be had: those behind it are not tried (EINVAL). */
    private static final int STOP = 1;

    private final Paging paging;
    private final PteCodec codec;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final UserFaults faults;
    private final TlbGather gather;
    private final CollapseNodes nodes = new CollapseNodes();

    /** Over the machine's parts; {@code gather} is used here alone. */
    public Collapse(Paging paging, Mappings mappings, HugeEntries huge, UserFaults faults, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.mappings = mappings;
        this.huge = huge;
        this.faults = faults;
        this.gather = gather;
    }

    /** Collapses the extents within pages {@code first} to {@code end - 1}; 0, or the last failure's {@link Errno} negated. */
    public int range(MmPages mm, Vma vma, long first, long end) {
        if (!isAllowed(vma)) {
            return Errno.EINVAL.result();
        }
        paging.lru().drain();
        int failure = Errno.EINVAL.result();
        long from = huge.extentOf(first + huge.pages() - 1);
        long to = huge.extentOf(end);
        long missed = to - from; // below zero where the range lies within one extent and touches neither of its ends
        for (long extent = from; extent < to; extent += huge.pages()) {
            int result = extent(mm, vma, extent);
            if (result == 0) {
                missed -= huge.pages();
            } else {
                failure = result == STOP ? Errno.EINVAL.result() : result;
                if (result == STOP || result == Errno.ENOMEM.result()) {
                    break;
                }
            }
        }
        return missed == 0 ? 0 : failure;
    }

    /** Linux: {@code thp_vma_allowable_order} for a forced collapse. */
    private boolean isAllowed(Vma vma) {
        return huge.pages() > 0
                && !vma.has(VmFlags.NOHUGEPAGE)
                && vma.mm().hugePages() != AddressSpace.HugePages.DISABLED
                && (vma.isAnonymous() ? vma.anonVma() != null : isAlignedShmem(vma))
                && huge.fits(vma, Addresses.vpnOf(vma.end()) - huge.pages());
    }

    private boolean isAlignedShmem(Vma vma) {
        OpenFile file = vma.file();
        return file != null
                && file.mapping().kind() == PageCache.FileKind.SHMEM
                && huge.extentOf(Addresses.vpnOf(vma.start()) - vma.pageOffset())
                        == Addresses.vpnOf(vma.start()) - vma.pageOffset();
    }

    /** The page cache has no huge pages: shared memory stays as it is (docs/decisions/0006-what-live-scripts-showed.md). */
    private int extent(MmPages mm, Vma vma, long extent) {
        if (!vma.isAnonymous()) {
            return STOP;
        }
        if (huge.find(mm, extent) != NO_PHYS) {
            return 0;
        }
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(extent), LEVEL);
        if (slot == NO_PHYS) {
            return Errno.EINVAL.result();
        }
        if (codec.isNone(mm.table().read(slot))) {
            return STOP;
        }
        int refusal = check(mm, vma, extent);
        if (refusal != 0) {
            return refusal;
        }
        @FrameIndex int head = paging.frames().allocateHuge(Gfp.TRANSHUGE, nodes.settle());
        if (head == NO_FRAME) {
            return Errno.ENOMEM.result();
        }
        int change = check(mm, vma, extent); // to find the huge page, or a swapped one, others may have been reclaimed
        if (change == 0 && !isSettled(mm, extent)) {
            change = Errno.EAGAIN.result();
        }
        if (change != 0) {
            paging.frames().put(head);
            return change;
        }
        collapse(mm, vma, extent, head);
        return 0;
    }

    /** Whether no entry of an extent leads to swap (Linux: {@code __collapse_huge_page_isolate}). */
    private boolean isSettled(MmPages mm, long extent) {
        for (int i = 0; i < huge.pages(); i++) {
            long pte = entry(mm, extent + i);
            if (!codec.isNone(pte) && !codec.isPresent(pte)) {
                return false;
            }
        }
        return true;
    }

    /** Brings swapped pages in and says why the extent cannot be collapsed, or 0 (Linux: {@code hpage_collapse_scan_pmd}). */
    private int check(MmPages mm, Vma vma, long extent) {
        boolean writable = false;
        nodes.clear();
        for (int i = 0; i < huge.pages(); i++) {
            long pte = entry(mm, extent + i);
            if (codec.isSwap(pte)) {
                faults.handleForKernel(mm, vma, extent + i, false);
                pte = entry(mm, extent + i);
                if (!codec.isPresent(pte)) {
                    return STOP;
                }
            }
            @FrameIndex int frame = codec.isNone(pte) ? NO_FRAME : paging.normalFrame(pte);
            if (frame != NO_FRAME) {
                writable |= codec.isWrite(pte);
                nodes.count(paging.frames().node(frame));
                if (!isFreeToMove(frame)) {
                    return Errno.EAGAIN.result();
                }
            }
        }
        return writable || paging.kernel().atLeast(KernelVersion.V6_18) ? 0 : Errno.EINVAL.result();
    }

    private boolean isFreeToMove(@FrameIndex int frame) {
        int cached = paging.table().has(frame, FrameFlag.SWAPCACHE) ? 1 : 0;
        return paging.frames().isLarge(frame)
                || (paging.table().has(frame, FrameFlag.LRU)
                        && paging.table().refcount(frame) == paging.table().mapcount(frame) + cached);
    }

    private long entry(MmPages mm, long page) {
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        return slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
    }

    private void collapse(MmPages mm, Vma vma, long extent, @FrameIndex int head) {
        PageTable tables = mm.table();
        gather.open(mm);
        for (int i = 0; i < huge.pages(); i++) {
            take(mm, vma, extent + i, Addresses.frame(Addresses.rawFrame(head) + i));
        }
        @Pfn long table = tables.detachTable(Addresses.virtOfVpn(extent), 1);
        if (table == NO_PFN) {
            throw new IllegalStateException("no page table maps the extent at page " + Long.toHexString(extent));
        }
        mm.deposit(table);
        mappings.addNewAnonHuge(head, vma, extent, huge.pages());
        mm.count(ResidentKind.ANON, huge.pages());
        long pmd = codec.makeLeaf(LEVEL, paging.frameMap().pfnOf(head), AreaRights.protection(codec, vma));
        @PhysAddr long slot = tables.ensure(Addresses.virtOfVpn(extent), LEVEL);
        tables.write(slot, AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(pmd)), vma));
        gather.close();
        paging.stat().count(VmEvent.THP_COLLAPSE_ALLOC);
    }

    /** Copies a page into its place in the huge page and clears its entry. */
    private void take(MmPages mm, Vma vma, long page, @FrameIndex int place) {
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        long pte = mm.table().read(slot);
        if (codec.isNone(pte)) {
            return;
        }
        mm.table().write(slot, PteCodec.NONE);
        gather.changed(page);
        @FrameIndex int frame = paging.normalFrame(pte);
        if (frame != NO_FRAME) {
            paging.frames().copy(frame, place);
            mm.count(ResidentKind.ANON, -1);
            mappings.remove(frame, vma);
            gather.release(frame);
        }
    }
}
