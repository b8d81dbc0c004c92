package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.link.Swap;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.tlb.TlbGather;

/**
 * A write to a page that is mapped read-only (Linux: {@code do_wp_page}): the last owner of a private page uses it again, others
 * get a copy; a shared page becomes writable after the file was told.
 */
public final class WriteFaults {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Frames frames;
    private final Lru lru;
    private final Swap swap;
    private final Mappings mappings;
    private final LargeFolios large;
    private final TlbGather gather;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public WriteFaults(Paging paging, Mappings mappings, LargeFolios large, TlbGather gather) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.frames = paging.frames();
        this.lru = paging.lru();
        this.swap = paging.swap();
        this.mappings = mappings;
        this.large = large;
        this.gather = gather;
    }

    /** A {@link FaultResult}. */
    public int handle(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
        @FrameIndex int frame = paging.normalFrame(pte);
        if (vma.has(VmFlags.SHARED | VmFlags.MAYSHARE)) {
            makeWritable(mm.table(), vma, slot, pte);
            if (frame != NO_FRAME) {
                paging.cache().markDirty(frame);
            }
            return FaultResult.DONE;
        }
        if (frame != NO_FRAME && table.has(table.head(frame), FrameFlag.ANON) && isOwn(frame, mm, vma)) {
            makeWritable(mm.table(), vma, slot, pte);
            return FaultResult.DONE;
        }
        return copy(mm, vma, page, slot, pte, frame);
    }

    private void makeWritable(PageTable pages, Vma vma, @PhysAddr long slot, long pte) {
        pages.write(slot, AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(pte)), vma));
        paging.stat().count(VmEvent.PGREUSE);
    }

    private boolean isOwn(@FrameIndex int frame, MmPages mm, Vma vma) {
        if (table.has(frame, FrameFlag.ANON_EXCLUSIVE)) {
            return true;
        }
        if (frames.isLarge(frame)) {
            return large.claimIfAlone(frame, mm);
        }
        if (isLastReference(frame)) {
            mappings.claim(frame, vma);
            return true;
        }
        return false;
    }

    /** Whether this mapping holds the only reference, once LRU batches and the swap cache let go (Linux: {@code wp_can_reuse_anon_folio}). */
    private boolean isLastReference(@FrameIndex int frame) {
        if (table.refcount(frame) > 3) {
            return false;
        }
        if (!table.has(frame, FrameFlag.LRU)) {
            lru.drain();
        }
        boolean cached = table.has(frame, FrameFlag.SWAPCACHE);
        if (table.refcount(frame) > (cached ? 2 : 1)) {
            return false;
        }
        if (cached) {
            swap.freeCache(frame);
        }
        return table.refcount(frame) == 1;
    }

    private int copy(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int old) {
        AnonVmas.prepare(vma);
        boolean fromZero = old == NO_FRAME;
        if (!fromZero) {
            frames.get(old);
        }
        @FrameIndex int fresh = fromZero ? frames.allocateZeroed(vma, page) : frames.allocate(vma, page);
        boolean same = mm.table().read(slot) == pte;
        if (fresh != NO_FRAME && same) {
            if (!fromZero) {
                frames.copy(old, fresh);
            }
            replace(mm, vma, page, slot, old, fresh);
            return FaultResult.DONE;
        }
        if (!fromZero) {
            frames.put(old);
        }
        if (fresh == NO_FRAME) {
            return FaultResult.OOM;
        }
        frames.put(fresh);
        return FaultResult.DONE;
    }

    /*
     * The allocation may have reclaimed the old page from under the entry: then the access is simply made again.
     */

    /** Puts the fresh frame in the old one's place; the old one goes after the flush. */
    private void replace(
            MmPages mm, Vma vma, long page, @PhysAddr long slot, @FrameIndex int old, @FrameIndex int fresh) {
        PageTable pages = mm.table();
        long entry = codec.mkYoung(codec.make(paging.frameMap().pfnOf(fresh), AreaRights.protection(codec, vma)));
        entry = AreaRights.maybeWrite(codec, codec.mkDirty(entry), vma);
        gather.open(mm);
        gather.changed(page);
        if (old != NO_FRAME) {
            mm.count(ResidentKind.of(table, old), -1);
        }
        mm.count(ResidentKind.ANON, 1);
        mappings.addNewAnon(fresh, vma, page, Mappings.Exclusive.YES);
        pages.write(slot, entry);
        if (old != NO_FRAME) {
            mappings.remove(old, vma);
            large.mappingRemoved(old);
            frames.put(old);
            gather.release(old);
        }
        gather.close();
    }
}
