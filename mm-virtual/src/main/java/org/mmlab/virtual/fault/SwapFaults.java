package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Swap;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;

/** A touch of a page that was swapped out, or of a guard marker (Linux: {@code do_swap_page}, {@code handle_pte_marker}). */
public final class SwapFaults {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Frames frames;
    private final Swap swap;
    private final Mappings mappings;
    private final WriteFaults writes;
    private final TableWindow window;

    /** Over the machine's parts. */
    public SwapFaults(Paging paging, Mappings mappings, WriteFaults writes) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.frames = paging.frames();
        this.swap = paging.swap();
        this.mappings = mappings;
        this.writes = writes;
        this.window = new TableWindow(codec);
    }

    /** A {@link FaultResult}. */
    public int handle(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, int flags) {
        if (!SwapEntries.isSwap(codec, pte)) {
            return SwapEntries.isGuard(codec, pte) ? FaultResult.SIGSEGV : FaultResult.SIGBUS;
        }
        int entry = SwapEntries.swapEntry(codec, pte);
        @FrameIndex int frame = swap.swapIn(entry, window.around(mm, vma, page));
        if (frame == NO_FRAME) {
            return FaultResult.OOM;
        }
        int result = swap.lastReadWasMajor() ? FaultResult.MAJOR : FaultResult.DONE;
        if (mm.table().read(slot) != pte) {
            frames.put(frame);
            return result;
        }
        return result | map(mm, vma, page, slot, pte, entry, frame, flags);
    }

    private int map(
            MmPages mm,
            Vma vma,
            long page,
            @PhysAddr long slot,
            long pte,
            int entry,
            @FrameIndex int frame,
            int flags) {
        boolean write = FaultFlag.isWrite(flags);
        @FrameIndex int head = table.head(frame); // a huge page may be cached still, whose entries are base ones by now
        boolean cached = table.has(head, FrameFlag.SWAPCACHE);
        if (write && cached && !table.has(head, FrameFlag.LRU)) {
            paging.lru().drain();
        }
        boolean exclusive = !cached || codec.isSwapExclusive(pte);
        mappings.beginSwapIn(frame);
        swap.free(entry);
        if (cached && worthFreeing(head, vma, write)) {
            swap.freeCache(head);
        }
        mm.count(ResidentKind.ANON, 1);
        mm.count(ResidentKind.SWAP, -1);
        boolean own = exclusive || table.refcount(head) == 1;
        long fresh = codec.mkYoung(codec.make(paging.frameMap().pfnOf(frame), AreaRights.protection(codec, vma)));
        boolean writable = own && vma.has(VmFlags.WRITE);
        if (writable) {
            fresh = codec.mkWrite(write ? codec.mkDirty(fresh) : fresh);
        }
        mappings.endSwapIn(frame, vma, page, own ? Mappings.Exclusive.YES : Mappings.Exclusive.NO);
        mm.table().write(slot, fresh);
        return write && !writable ? writes.handle(mm, vma, page, slot, fresh) : FaultResult.DONE;
    }

    /** Linux: {@code should_try_to_free_swap}. */
    private boolean worthFreeing(@FrameIndex int head, Vma vma, boolean write) {
        return vma.has(VmFlags.LOCKED) || table.has(head, FrameFlag.MLOCKED) || (write && table.refcount(head) == 2);
    }
}
