package org.mmlab.physical.model;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MemoryModel.Range;

/** The frames from the first to the last of some ranges, rounded outwards to blocks of the greatest order. */
record Span(long start, int frames) {
    private static final long BLOCK = 1L << FrameAllocator.MAX_ORDER;

    /**
     * The span of ranges; there must be one at least.
     *
     * @throws IllegalArgumentException where there is no range, or more frames than an index can number
     */
    static Span of(List<Range> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a memory model needs at least one range of RAM");
        }
        long low = Long.MAX_VALUE;
        long high = 0;
        for (Range range : ranges) {
            low = Math.min(low, Addresses.rawPfn(range.start()));
            high = Math.max(high, Addresses.rawPfn(range.end()));
        }
        long start = low & -BLOCK;
        long end = (high + BLOCK - 1) & -BLOCK;
        return new Span(start, checked(end - start));
    }

    /** The number of frames as an int, if the frame table can hold so many. */
    static int checked(long frames) {
        if (frames > Integer.MAX_VALUE - BLOCK) {
            throw new IllegalArgumentException("a frame table of " + frames
                    + " frames is too large, at most 2^31; use model sparse or sparse-vmemmap, which skip holes");
        }
        return (int) frames;
    }
}
