package org.mmlab.virtual.fork;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * Fork: shares the pages of an area with the child's. Only areas that hold what a fault could not bring back are copied: those
 * with an anon_vma, or with guard markers. Pages of private areas become read-only on both sides, and nobody's own.
 * O(populated entries).
 */
public final class PageCopy {
    private final Paging paging;
    private final PteCodec codec;
    private final Mappings mappings;
    private final HugeEntries huge;
    private final int entryBytes;

    /** Over the machine's parts. */
    public PageCopy(Paging paging, Mappings mappings, HugeEntries huge) {
        this.paging = paging;
        this.codec = paging.codec();
        this.mappings = mappings;
        this.huge = huge;
        this.entryBytes = paging.entryBytes();
    }

    /** Whether an area's entries must be copied (Linux: {@code vma_needs_copy}). */
    public static boolean isNeeded(Vma parent) {
        return parent.anonVma() != null || parent.has(VmFlags.PFNMAP | VmFlags.MIXEDMAP | VmFlags.MAYBE_GUARD);
    }

    /**
     * Copies the entries of {@code parent}'s area into the child's.
     *
     * @param gather open for the parent's address space: its entries lose the right to write
     * @return 0, or ENOMEM negated
     */
    public int copy(TlbGather gather, Vma parent, Vma child) {
        if (!isNeeded(parent)) {
            return 0;
        }
        MmPages from = MmPages.of(parent);
        MmPages to = MmPages.of(child);
        long end = Addresses.vpnOf(parent.start()) + parent.pages();
        long page = next(from.table(), Addresses.vpnOf(parent.start()), end);
        while (page < end) {
            long done;
            if (huge.find(from, page) != NO_PHYS) {
                done = copyHuge(gather, from, to, parent, page) ? huge.extentOf(page) + huge.pages() : page;
            } else {
                long runEnd = Math.min(
                        end, Addresses.vpnOf(paging.format().geometry().slotRunEnd(Addresses.virtOfVpn(page))));
                done = copyRun(gather, from, to, parent, page, runEnd) ? runEnd : page;
            }
            if (done == page) {
                return Errno.ENOMEM.result();
            }
            page = next(from.table(), done, end);
        }
        return 0;
    }

    private static long next(PageTable tables, long page, long end) {
        return page >= end
                ? end
                : Addresses.vpnOf(tables.nextPopulated(Addresses.virtOfVpn(page), Addresses.virtOfVpn(end)));
    }

    private boolean copyRun(TlbGather gather, MmPages from, MmPages to, Vma parent, long first, long end) {
        @PhysAddr long slot = from.table().find(Addresses.virtOfVpn(first), 1);
        for (long page = first; page < end; page++, slot += entryBytes) {
            long pte = from.table().read(slot);
            if (codec.isNone(pte)) {
                continue;
            }
            @PhysAddr long target = to.table().ensure(Addresses.virtOfVpn(page), 1);
            if (target == NO_PHYS) {
                return false;
            }
            long copied = codec.isPresent(pte)
                    ? sharePresent(
                            gather, from, to, parent, page, slot, from.table().read(slot))
                    : shareAbsent(from, to, slot, from.table().read(slot));
            to.table().write(target, copied);
        }
        return true;
    }

    private long sharePresent(
            TlbGather gather, MmPages from, MmPages to, Vma parent, long page, @PhysAddr long slot, long pte) {
        if (!codec.isPresent(pte)) {
            return codec.isNone(pte) ? pte : shareAbsent(from, to, slot, pte);
        }
        @FrameIndex int frame = paging.normalFrame(pte);
        if (frame != NO_FRAME) {
            paging.frames().get(frame);
            mappings.duplicate(frame);
            to.count(ResidentKind.of(paging.table(), frame), 1);
        }
        long copied = pte;
        if (VmFlags.isCow(parent.flags()) && codec.isWrite(pte)) {
            copied = codec.wrProtect(pte);
            from.table().write(slot, copied);
            gather.changed(page);
        }
        if (parent.has(VmFlags.SHARED)) {
            copied = codec.mkClean(copied);
        }
        return codec.mkOld(copied);
    }

    /** Swap entries have one user more, and nobody to themselves; markers are copied as they are. */
    private long shareAbsent(MmPages from, MmPages to, @PhysAddr long slot, long pte) {
        if (!SwapEntries.isSwap(codec, pte)) {
            return pte;
        }
        paging.swap().duplicate(SwapEntries.swapEntry(codec, pte));
        to.count(ResidentKind.SWAP, 1);
        long shared = codec.clear(pte, PteBit.SWAP_EXCLUSIVE);
        from.table().write(slot, shared);
        return shared;
    }

    private boolean copyHuge(TlbGather gather, MmPages from, MmPages to, Vma parent, long page) {
        if (!parent.isAnonymous()) {
            return true;
        }
        long extent = huge.extentOf(page);
        @PhysAddr long target = to.table().ensure(Addresses.virtOfVpn(extent), Paging.HUGE_LEVEL);
        if (target == NO_PHYS || !huge.deposit(to)) {
            return false;
        }
        @PhysAddr long slot = huge.find(from, extent);
        if (slot == NO_PHYS) {
            huge.freeDeposit(to);
            return true;
        }
        long entry = from.table().read(slot);
        if (!huge.isZero(entry)) {
            @FrameIndex int head = huge.head(entry);
            paging.frames().get(head);
            mappings.duplicateHuge(head, huge.pages());
            to.count(ResidentKind.ANON, huge.pages());
        }
        long shared = codec.wrProtect(entry);
        from.table().write(slot, shared);
        gather.changed(extent, huge.pages(), huge.shift());
        to.table().write(target, codec.mkOld(shared));
        return true;
    }
}
