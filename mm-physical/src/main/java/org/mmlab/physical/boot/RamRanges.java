package org.mmlab.physical.boot;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/** The whole frames of the machine's RAM as it was declared, in ascending order, for allocators that keep no list of it themselves. */
final class RamRanges {
    /** One declared range of a node, of whole frames. */
    record Range(@PhysAddr long start, @PhysAddr long end, int node) {}

    /** Takes the parts of a range that are RAM. */
    @FunctionalInterface
    interface PartSink {
        /** [{@code start}, {@code end}) is RAM of {@code node}. */
        void part(@PhysAddr long start, @PhysAddr long end, int node);
    }

    private final List<Range> ranges = new ArrayList<>();

    /**
     * Declares a range; what of it is not a whole frame is left out.
     *
     * @throws IllegalArgumentException if it overlaps another
     */
    void add(@PhysAddr long base, long bytes, int node) {
        @Pfn long first = Addresses.pfnOf(base + Addresses.PAGE_OFFSET_MASK);
        @Pfn long last = Addresses.pfnOf(base + bytes);
        if (first >= last) {
            return;
        }
        Range range = new Range(Addresses.physOf(first), Addresses.physOf(last), node);
        int at = 0;
        while (at < ranges.size() && ranges.get(at).start() < range.start()) {
            at++;
        }
        if ((at > 0 && ranges.get(at - 1).end() > range.start())
                || (at < ranges.size() && ranges.get(at).start() < range.end())) {
            throw new IllegalArgumentException(String.format(
                    "RAM of 0x%x bytes at 0x%x overlaps RAM that was declared before", bytes, Addresses.rawPhys(base)));
        }
        ranges.add(at, range);
    }

    /** The ranges in ascending order. */
    List<Range> all() {
        return ranges;
    }

    /** The node of an address, which must be RAM's. */
    int nodeOf(@PhysAddr long address) {
        for (Range range : ranges) {
            if (range.start() <= address && address < range.end()) {
                return range.node();
            }
        }
        throw new IllegalArgumentException("there is no RAM at 0x" + Long.toHexString(Addresses.rawPhys(address)));
    }

    /** Calls {@code sink} with each part of [{@code start}, {@code end}) that is RAM, upwards. */
    void parts(@PhysAddr long start, @PhysAddr long end, PartSink sink) {
        for (Range range : ranges) {
            @PhysAddr long from = start > range.start() ? start : range.start();
            @PhysAddr long to = end < range.end() ? end : range.end();
            if (from < to) {
                sink.part(from, to, range.node());
            }
        }
    }
}
