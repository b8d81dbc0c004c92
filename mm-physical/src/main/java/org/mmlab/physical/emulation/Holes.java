package org.mmlab.physical.emulation;

import java.util.List;
import org.mmlab.api.address.Addresses;

/** Where there is memory and where there is none, by page frames (Linux: {@code absent_pages_in_range}). */
final class Holes {
    private final List<MemoryRange> ranges;

    /** Of memory as the firmware's map has it, ascending. */
    Holes(List<MemoryRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** First byte of memory. */
    long lowest() {
        return ranges.get(0).start();
    }

    /** One past the last byte of memory. */
    long highest() {
        return ranges.get(ranges.size() - 1).end();
    }

    /** Bytes without memory in a range, of whole frames only (Linux: {@code mem_hole_size}). */
    long size(long start, long end) {
        long from = Addresses.pagesFor(start) << Addresses.PAGE_SHIFT;
        long to = end >>> Addresses.PAGE_SHIFT << Addresses.PAGE_SHIFT;
        return from < to ? to - from - memory(from, to) : 0;
    }

    /** Bytes of memory in a range. */
    long memory(long start, long end) {
        long bytes = 0;
        for (MemoryRange range : ranges) {
            bytes += Math.max(0, Math.min(end, range.end()) - Math.max(start, range.start()));
        }
        return bytes;
    }
}
