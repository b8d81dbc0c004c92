package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.Backing;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;

/** The first touch of a page of a private area that a {@link FaultHandler} backs: a fresh frame that the handler fills. */
public final class BackedFaults {
    private final Paging paging;
    private final PteCodec codec;
    private final Mappings mappings;

    /** Over the machine's parts. */
    public BackedFaults(Paging paging, Mappings mappings) {
        this.paging = paging;
        this.codec = paging.codec();
        this.mappings = mappings;
    }

    /** A {@link FaultResult}; SIGBUS past the end of the region, where it is mapped shared, and where the handler has no page. */
    public int handle(MmPages mm, Vma vma, Backing backing, long page) {
        long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
        if (index >= backing.pages() || vma.has(VmFlags.SHARED)) {
            return FaultResult.SIGBUS;
        }
        @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(page), 1);
        @FrameIndex int frame = slot == NO_PHYS ? NO_FRAME : paging.frames().allocateZeroed(vma, page);
        if (frame == NO_FRAME) {
            return FaultResult.OOM;
        }
        int answer = fill(backing, index, frame);
        if (answer == FaultHandler.NO_SUCH_PAGE) {
            paging.frames().put(frame);
            return FaultResult.SIGBUS;
        }
        map(mm, vma, page, slot, frame);
        if (answer != FaultHandler.FILLED_MAJOR) {
            return FaultResult.DONE;
        }
        paging.stat().count(VmEvent.PGMAJFAULT);
        return FaultResult.MAJOR;
    }

    private int fill(Backing backing, long index, @FrameIndex int frame) {
        int answer = FaultHandler.NO_SUCH_PAGE;
        boolean answered = false;
        try {
            answer = backing.handler().fill(backing.region(), index, frame);
            answered = true;
        } finally {
            if (!answered) {
                paging.frames().put(frame);
            }
        }
        if (answer < FaultHandler.FILLED || answer > FaultHandler.NO_SUCH_PAGE) {
            paging.frames().put(frame);
            throw PolicyException.brokenBy(
                    FaultHandler.class,
                    backing.handler(),
                    "fill",
                    answer + " for page " + index + " of region " + backing.region(),
                    "give FILLED, FILLED_MAJOR or NO_SUCH_PAGE");
        }
        return answer;
    }

    private void map(MmPages mm, Vma vma, long page, @PhysAddr long slot, @FrameIndex int frame) {
        AnonVmas.prepare(vma);
        long entry = codec.make(paging.frameMap().pfnOf(frame), AreaRights.protection(codec, vma));
        entry = AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma);
        mappings.addNewAnon(frame, vma, page, Mappings.Exclusive.YES);
        mm.count(ResidentKind.ANON, 1);
        mm.table().write(slot, entry);
    }
}
