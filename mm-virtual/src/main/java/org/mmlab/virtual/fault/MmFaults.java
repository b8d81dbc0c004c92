package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.mm.Backing;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * One attempt at a fault in an area whose rights allow the access: finds out what the entry is and hands over to who knows
 * (Linux: {@code handle_mm_fault}, {@code handle_pte_fault}). Counts nothing; no garbage.
 */
public final class MmFaults {
    private final PteCodec codec;
    private final HugeFaults huge;
    private final AnonFaults anon;
    private final FileFaults files;
    private final BackedFaults backed;
    private final SwapFaults swap;
    private final WriteFaults writes;

    /** Joins the kinds of fault. */
    public MmFaults(
            Paging paging,
            HugeFaults huge,
            AnonFaults anon,
            FileFaults files,
            BackedFaults backed,
            SwapFaults swap,
            WriteFaults writes) {
        this.codec = paging.codec();
        this.huge = huge;
        this.anon = anon;
        this.files = files;
        this.backed = backed;
        this.swap = swap;
        this.writes = writes;
    }

    /**
     * Handles a fault.
     *
     * @param page page number of the access
     * @param flags a mask of {@link FaultFlag}
     * @return a mask of {@link FaultResult}
     */
    public int handle(MmPages mm, Vma vma, long page, int flags) {
        PageTable table = mm.table();
        @PhysAddr long slot = table.find(Addresses.virtOfVpn(page), 1);
        if (slot == NO_PHYS) {
            int result = huge.handle(mm, vma, page, flags);
            if ((result & FaultResult.FALLBACK) == 0) {
                return result;
            }
            slot = table.find(Addresses.virtOfVpn(page), 1);
        }
        long pte = slot == NO_PHYS ? PteCodec.NONE : table.read(slot);
        if (codec.isNone(pte)) {
            return missing(mm, vma, page, flags);
        }
        if (!codec.isPresent(pte)) {
            return swap.handle(mm, vma, page, slot, pte, flags);
        }
        boolean write = FaultFlag.isWrite(flags);
        if (write && !codec.isWrite(pte)) {
            return writes.handle(mm, vma, page, slot, pte);
        }
        table.write(slot, codec.mkYoung(write ? codec.mkDirty(pte) : pte));
        return FaultResult.DONE;
    }

    private int missing(MmPages mm, Vma vma, long page, int flags) {
        OpenFile file = vma.file();
        if (file == null) {
            return anon.handle(mm, vma, page, flags);
        }
        Backing backing = file.mapping().backing();
        return backing == null ? files.handle(mm, vma, file, page, flags) : backed.handle(mm, vma, backing, page);
    }
}
