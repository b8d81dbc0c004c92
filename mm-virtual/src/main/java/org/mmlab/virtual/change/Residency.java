package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.SwapEntries;

/**
 * mincore: which pages are in memory (Linux: {@code mm/mincore.c}). What is not mapped counts where the page cache has it; a
 * swapped page counts where the swap cache has it.
 */
public final class Residency {
    private final Paging paging;
    private final PteCodec codec;

    /** Over the machine's parts. */
    public Residency(Paging paging) {
        this.paging = paging;
        this.codec = paging.codec();
    }

    /** Sets {@code vector[at]} and on for pages {@code first} to {@code end - 1}. */
    public void range(MmPages mm, Vma vma, long first, long end, byte[] vector, int at) {
        Arrays.fill(vector, at, at + (int) (end - first), (byte) 0);
        for (long page = first; page < end; page++) {
            vector[at + (int) (page - first)] = (byte) (isResident(mm, vma, page) ? 1 : 0);
        }
    }

    private boolean isResident(MmPages mm, Vma vma, long page) {
        PageTable tables = mm.table();
        @PhysAddr long slot = tables.lookup(Addresses.virtOfVpn(page));
        long entry = slot == Addresses.NO_PHYS ? PteCodec.NONE : tables.read(slot);
        if (!codec.isNone(entry) && codec.isPresent(entry)) {
            return tables.lookupLevel() == 1 || codec.isLeaf(entry) || isCached(vma, page);
        }
        if (codec.isSwap(entry) && SwapEntries.isSwap(codec, entry)) {
            return isUpToDate(paging.swap().lookup(SwapEntries.swapEntry(codec, entry)));
        }
        return isCached(vma, page);
    }

    private boolean isCached(Vma vma, long page) {
        OpenFile file = vma.file();
        return file != null
                && paging.cache().isResident(file.mapping().file(), vma.pageOffsetOf(Addresses.virtOfVpn(page)));
    }

    private boolean isUpToDate(@FrameIndex int frame) {
        return frame != NO_FRAME && paging.table().has(paging.table().head(frame), FrameFlag.UPTODATE);
    }
}
