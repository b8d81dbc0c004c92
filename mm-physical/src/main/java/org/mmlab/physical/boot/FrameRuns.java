package org.mmlab.physical.boot;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator.FreeRunSink;
import org.mmlab.physical.memblock.Memblock;

/** Turns bytes into runs of whole frames. */
final class FrameRuns {
    private FrameRuns() {}

    /** The frames that lie wholly between two addresses, if any. */
    static void wholeFrames(@PhysAddr long start, @PhysAddr long end, int node, FreeRunSink sink) {
        @Pfn long first = Addresses.pfnOf(start + Addresses.PAGE_OFFSET_MASK);
        @Pfn long last = Addresses.pfnOf(end);
        if (first < last) {
            sink.freeRun(first, last - first, node);
        }
    }

    /** A run of frames of memory, cut where the node changes. */
    static void byNode(Memblock memblock, @Pfn long start, long count, FreeRunSink sink) {
        @Pfn long pfn = start;
        long left = count;
        while (left > 0) {
            int index = memblock.query().memoryIndexOf(pfn);
            long run = Math.min(left, Addresses.pfnOf(memblock.memory().end(index)) - pfn);
            sink.freeRun(pfn, run, memblock.memory().nid(index));
            pfn += run;
            left -= run;
        }
    }
}
