package org.mmlab.policies.allocator;

import java.util.Arrays;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.plugin.PolicySpec;

/**
 * A bitmap searched from the lowest frame: the first aligned run of free frames that is large enough is taken. Packs tightly at low
 * addresses and coalesces by nature, but mixes what moves with what does not. For each order it remembers below which frame there is no
 * such run, so that a search seldom starts from the beginning.
 */
@PolicySpec(name = "bitmap", doc = "one bit a frame, first fit from the lowest address; the textbook allocator")
public final class BitmapFrameAllocator implements FrameAllocator {
    /** For the registry. */
    public BitmapFrameAllocator() {}

    @Override
    public FreeBlocks attach(AllocatorZone zone) {
        return new FirstFit(zone);
    }

    private static final class FirstFit extends BitFreeBlocks {
        /** Where a search for an order starts: a multiple of the greatest block. */
        private final int[] searchFrom = new int[ORDERS];

        FirstFit(AllocatorZone zone) {
            super(zone);
        }

        @Override
        int find(int order, int migratetype) {
            int chunk = 1 << Math.max(order, blockOrder());
            int start = searchFrom[order];
            boolean skipped = false;
            while (start < end()) {
                if (isBlocked(start, chunk)) {
                    skipped = true;
                } else {
                    int found = bits().find(start, start + chunk, order);
                    if (found != FrameBits.NONE) {
                        return found;
                    }
                }
                start += chunk;
                if (!skipped) {
                    searchFrom[order] = start & -(1 << MAX_ORDER);
                }
            }
            return FrameBits.NONE;
        }

        /** Whether a pageblock of a stretch is isolated. */
        private boolean isBlocked(int start, int frames) {
            for (int block = start; block < start + frames; block += 1 << blockOrder()) {
                if (isIsolated(block)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void changed(int start, int order, Change change) {
            if (change == Change.FREED) {
                int from = start & -(1 << MAX_ORDER);
                for (int o = 0; o < ORDERS; o++) {
                    searchFrom[o] = Math.min(searchFrom[o], from);
                }
            }
        }

        @Override
        public void grow(int endFrame) {
            super.grow(endFrame);
            Arrays.fill(searchFrom, 0);
        }
    }
}
