package org.mmlab.reclaim.swap;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.reclaim.memory.FrameBytes;

/**
 * Pages that hold nothing but zeros: since Linux 6.12 a bit of their slot says so, and nothing is transferred (Linux: {@code
 * swap_zeromap_folio_set}, {@code swap_read_folio_zeromap}).
 */
public final class ZeroPages {
    private final FrameBytes bytes;
    private final VmStat stat;
    private final boolean recorded;

    /** By the rules of a kernel. */
    public ZeroPages(FrameBytes bytes, VmStat stat, KernelVersion kernel) {
        this.bytes = bytes;
        this.stat = stat;
        recorded = kernel.atLeast(KernelVersion.V6_12);
    }

    /** Whether a page is kept by noting that its slots are zero; else they are noted not to be. O(bytes). */
    boolean keep(SwapArea area, int slot, @FrameIndex int frame, int pages) {
        boolean zero = recorded;
        for (int i = 0; i < pages && zero; i++) {
            zero = bytes.isZero(frame + i);
        }
        if (recorded) {
            area.zeros.set(slot, slot + pages, zero);
        }
        if (zero) {
            stat.add(VmEvent.SWPOUT_ZERO, pages);
        }
        return zero;
    }

    /** Fills a frame from a slot that is noted to be zero; false where it must be read. */
    boolean fill(SwapArea area, int slot, @FrameIndex int frame) {
        if (!area.zeros.get(slot)) {
            return false;
        }
        bytes.zero(frame);
        stat.count(VmEvent.SWPIN_ZERO);
        return true;
    }

    /** The backend was asked for a page that is not zero. */
    void read(@FrameIndex int frame) {
        if (!bytes.kept()) {
            bytes.restored(frame);
        }
    }
}
