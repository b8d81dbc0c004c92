package org.mmlab.physical.page;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.FrameAllocator;

/** Cuts a run of frames into the largest aligned blocks and frees them (Linux: {@code __free_pages_memory}). */
final class BootFree {
    private BootFree() {}

    static void free(PhysicalMemory memory, long start, long count) {
        long end = start + count;
        long pfn = start;
        while (pfn < end) {
            int order = Math.min(
                    FrameAllocator.MAX_ORDER, Long.numberOfTrailingZeros(pfn | 1L << FrameAllocator.MAX_ORDER));
            while (pfn + (1L << order) > end || crossesZones(memory, pfn, order)) {
                order--;
            }
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            if (frame == NO_FRAME) {
                throw new IllegalArgumentException("pfn " + pfn + " of the free run " + start + " + " + count
                        + " has no metadata: it is not in the ranges of RAM that the machine was built with");
            }
            memory.freeCore(frame, order);
            pfn += 1L << order;
        }
    }

    /** Whether a block has frames of two zones, as at the start of high memory, which need not be aligned. */
    private static boolean crossesZones(PhysicalMemory memory, long pfn, int order) {
        @FrameIndex int first = memory.frameOf(Addresses.pfn(pfn));
        @FrameIndex int last = memory.frameOf(Addresses.pfn(pfn + (1L << order) - 1));
        return order > 0
                && first != NO_FRAME
                && last != NO_FRAME
                && memory.table().zone(first) != memory.table().zone(last);
    }
}
