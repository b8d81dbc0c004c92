package org.mmlab.policies.replacement.frequency;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;

/**
 * LFU: the page with the fewest uses since it was loaded goes; of several, the one that has had that many for longest.
 *
 * <p>Source: K. Shah, A. Mitra and D. Matani, "An O(1) algorithm for implementing the LFU cache eviction scheme", 2010, which
 * describes this arrangement: a list of counts in ascending order, and for each a queue of the pages that have it. Counts are
 * forgotten at eviction. No deviation.
 */
@PolicySpec(name = "lfu", doc = "least frequently used goes, counts since load (Shah et al. 2010)")
public final class LfuReplacementPolicy implements ReplacementPolicy {

    private CountQueues queues = new CountQueues(0);

    @Override
    public void attach(ReplacementContext pool) {
        queues = new CountQueues(pool.frames());
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        queues.enter(Addresses.rawFrame(frame));
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        queues.increment(Addresses.rawFrame(frame));
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        int least = queues.least();
        return least == CountQueues.NONE ? NO_FRAME : Addresses.frame(least);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        queues.leave(Addresses.rawFrame(frame));
    }

    /** The page gets as many uses as the next more frequent ones have. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        queues.raise(Addresses.rawFrame(frame));
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        queues.leave(Addresses.rawFrame(frame));
    }
}
