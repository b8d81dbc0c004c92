package org.mmlab.virtual.huge;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.paging.Paging;

/** The huge page of zeroes that untouched huge extents show to readers; allocated at the first use, kept until {@link #drop}. */
public final class HugeZeroPage {
    private final Paging paging;
    private final PteCodec codec;
    private @FrameIndex int head = NO_FRAME;
    private @Pfn long pfn = Addresses.NO_PFN;

    /** Not yet allocated. */
    public HugeZeroPage(Paging paging) {
        this.paging = paging;
        this.codec = paging.codec();
    }

    /** Its first frame, allocated now if need be; {@code NO_FRAME} where no huge page is free. */
    public @FrameIndex int get() {
        if (head == NO_FRAME) {
            head = paging.frames().allocateHuge(Gfp.TRANSHUGE & ~Gfp.MOVABLE);
            if (head != NO_FRAME) {
                pfn = paging.frameMap().pfnOf(head);
                paging.stat().count(VmEvent.THP_ZERO_PAGE_ALLOC);
            }
        }
        return head;
    }

    /** Its first frame, or {@code NO_FRAME} where it was never needed. */
    public @FrameIndex int frame() {
        return head;
    }

    /** Whether a huge entry maps it. */
    public boolean isMappedBy(long entry) {
        return head != NO_FRAME && codec.leafPfn(Paging.HUGE_LEVEL, entry) == pfn;
    }

    /** Frees it; nobody may map it (Linux: {@code shrink_huge_zero_page_scan}). */
    public void drop() {
        if (head != NO_FRAME) {
            paging.frames().put(head);
            head = NO_FRAME;
            pfn = Addresses.NO_PFN;
        }
    }
}
