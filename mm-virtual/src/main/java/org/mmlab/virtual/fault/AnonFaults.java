package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.reserve.Reservations;

/** The first touch of a page of private anonymous memory (Linux: {@code do_anonymous_page}). */
public final class AnonFaults {
    private final Paging paging;
    private final PteCodec codec;
    private final Mappings mappings;
    private final Reservations reservations;

    /** Over the machine's parts. */
    public AnonFaults(Paging paging, Mappings mappings, Reservations reservations) {
        this.paging = paging;
        this.codec = paging.codec();
        this.mappings = mappings;
        this.reservations = reservations;
    }

    /** A read maps the shared zero page, a write a fresh zeroed frame. A {@link FaultResult}. */
    public int handle(MmPages mm, Vma vma, long page, int flags) {
        if (vma.has(VmFlags.SHARED)) {
            return FaultResult.SIGBUS;
        }
        PageTable table = mm.table();
        @PhysAddr long slot = table.ensure(Addresses.virtOfVpn(page), 1);
        if (slot == NO_PHYS) {
            return FaultResult.OOM;
        }
        long protection = AreaRights.protection(codec, vma);
        if (reservations.areKept() && vma.has(VmFlags.WRITE)) {
            @FrameIndex int frame = reservations.take(mm, vma, page, HugeAdvice.of(vma));
            if (frame != NO_FRAME) {
                AnonVmas.prepare(vma);
                map(mm, vma, page, slot, frame, protection);
                reservations.mapped(mm, vma, page);
                return FaultResult.DONE;
            }
        }
        if (!FaultFlag.isWrite(flags)) {
            table.write(slot, paging.zeroEntry(protection));
            return FaultResult.DONE;
        }
        return mapFresh(mm, vma, page, slot, protection);
    }

    private int mapFresh(MmPages mm, Vma vma, long page, @PhysAddr long slot, long protection) {
        AnonVmas.prepare(vma);
        @FrameIndex int frame = paging.frames().allocateZeroed(vma, page);
        if (frame == NO_FRAME) {
            return FaultResult.OOM;
        }
        map(mm, vma, page, slot, frame, protection);
        return FaultResult.DONE;
    }

    private void map(MmPages mm, Vma vma, long page, @PhysAddr long slot, @FrameIndex int frame, long protection) {
        long entry = codec.mkYoung(codec.make(paging.frameMap().pfnOf(frame), protection));
        if (vma.has(VmFlags.WRITE)) {
            entry = codec.mkWrite(codec.mkDirty(entry));
        }
        mm.count(ResidentKind.ANON, 1);
        mappings.addNewAnon(frame, vma, page, Mappings.Exclusive.YES);
        mm.table().write(slot, entry);
    }
}
