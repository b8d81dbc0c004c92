package org.mmlab.virtual.ops;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.fault.UserFaults;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/** Brings pages in as if they were touched: mlock, MAP_POPULATE, MADV_POPULATE (Linux: {@code mm/gup.c}). */
final class Populate {
    /** Rounds without progress, as many as reclaim is given elsewhere (Linux: {@code MAX_RECLAIM_RETRIES}). */
    private static final int MOST_ROUNDS = 16;

    private final Paging paging;
    private final PteCodec codec;
    private final HugeEntries huge;
    private final UserFaults faults;

    Populate(Paging paging, HugeEntries huge, UserFaults faults) {
        this.paging = paging;
        this.codec = paging.codec();
        this.huge = huge;
        this.faults = faults;
    }

    int range(MmPages mm, Vma vma, long first, long end, PageOps.Populate how) {
        boolean write = how == PageOps.Populate.WRITE
                || (how.isAsMapped() && (vma.flags() & (VmFlags.WRITE | VmFlags.SHARED)) == VmFlags.WRITE);
        if (!isPermitted(vma, how)) {
            return Errno.EFAULT.result();
        }
        long page = first;
        while (page < end) {
            long pages = follow(mm, page, write);
            if (pages > 0) {
                page += pages;
                continue;
            }
            int result = faultIn(mm, vma, page, write, how);
            if ((result & FaultResult.ERROR) != 0) {
                return (result & FaultResult.OOM) != 0 ? Errno.ENOMEM.result() : Errno.EFAULT.result();
            }
        }
        return 0;
    }

    /**
     * MADV_POPULATE remembers that it had tried a page; populating as mapped begins anew after each retry. Where memory is so short that
     * the page is gone again each time, that would go on for ever on a machine whose every round is like the last: then it remembers too.
     */
    private int faultIn(MmPages mm, Vma vma, long page, boolean write, PageOps.Populate how) {
        if (how == PageOps.Populate.AS_MAPPED_HOLDING) {
            return faults.handleHolding(mm, vma, page, write);
        }
        for (int round = 0; how == PageOps.Populate.AS_MAPPED && round < MOST_ROUNDS; round++) {
            int result = faults.handleOnce(mm, vma, page, write);
            if ((result & FaultResult.RETRY) == 0) {
                return result;
            }
            paging.lru().drain(); // populate_vma_page_range ends with one
        }
        return faults.handleForKernel(mm, vma, page, write);
    }

    /** Linux: {@code check_vma_flags}; populating as mapped forces its way into areas that have any right at all. */
    private static boolean isPermitted(Vma vma, PageOps.Populate how) {
        if (vma.has(VmFlags.IO | VmFlags.PFNMAP)) {
            return false;
        }
        return switch (how) {
            case AS_MAPPED, AS_MAPPED_HOLDING -> vma.has(VmFlags.ACCESS);
            case READ -> vma.has(VmFlags.READ);
            case WRITE -> vma.has(VmFlags.WRITE);
        };
    }

    /** Marks the page as used and says how many pages on are mapped as wanted; 0 where a fault is needed (Linux: {@code follow_page_mask}). */
    private long follow(MmPages mm, long page, boolean write) {
        PageTable tables = mm.table();
        @PhysAddr long slot = tables.find(Addresses.virtOfVpn(page), 1);
        if (slot != NO_PHYS) {
            long pte = tables.read(slot);
            if (!codec.isPresent(pte) || codec.isNone(pte) || (write && !codec.isWrite(pte))) {
                return 0;
            }
            touch(paging.normalFrame(pte), write && !codec.isDirty(pte));
            return 1;
        }
        slot = huge.find(mm, page);
        if (slot == NO_PHYS) {
            return 0;
        }
        long entry = tables.read(slot);
        if (write && !codec.isWrite(entry)) {
            return 0;
        }
        long young = codec.mkYoung(entry);
        tables.write(slot, write ? codec.mkDirty(young) : young); // the entry remembers, not the page (touch_pmd)
        return huge.extentOf(page) + huge.pages() - page;
    }

    private void touch(@FrameIndex int frame, boolean dirtied) {
        if (frame == NO_FRAME) {
            return;
        }
        @FrameIndex int head = paging.table().head(frame);
        if (dirtied && !paging.table().has(head, FrameFlag.DIRTY)) {
            if (paging.table().has(head, FrameFlag.ANON)) {
                paging.table().set(head, FrameFlag.DIRTY);
            } else {
                paging.cache().markDirty(head);
            }
        }
        paging.lru().markAccessed(head);
    }
}
