package org.mmlab.virtual.zap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.virtual.mm.Backing;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.SwapEntries;

/** Tells a {@link FaultHandler} which pages of its region are about to leave an address space: one call for each run of them. */
final class RegionDrops {
    private final PteCodec codec;

    RegionDrops(Paging paging) {
        this.codec = paging.codec();
    }

    /** Pages {@code first} to {@code end - 1} of {@code vma} are about to be zapped. O(populated entries). */
    void announce(MmPages mm, Vma vma, Backing backing, long first, long end) {
        PageTable tables = mm.table();
        long runStart = first;
        long page = first;
        while (page < end) {
            @PhysAddr long slot = tables.find(Addresses.virtOfVpn(page), 1);
            if (slot != Addresses.NO_PHYS && isFilled(tables.read(slot))) {
                page++;
                continue;
            }
            forget(vma, backing, runStart, page);
            page = Addresses.vpnOf(tables.nextPopulated(Addresses.virtOfVpn(page + 1), Addresses.virtOfVpn(end)));
            runStart = page;
        }
        forget(vma, backing, runStart, end);
    }

    private boolean isFilled(long pte) {
        return !codec.isNone(pte) && (codec.isPresent(pte) || SwapEntries.isSwap(codec, pte));
    }

    private static void forget(Vma vma, Backing backing, long runStart, long runEnd) {
        if (runStart < runEnd) {
            long index = vma.pageOffsetOf(Addresses.virtOfVpn(runStart));
            backing.handler().forget(backing.region(), index, index + runEnd - runStart - 1);
        }
    }
}
