package org.mmlab.policies.replacement.classic;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * FIFO: the page that came in first goes, used or not.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5(2), 1966.
 * No deviation.
 */
@PolicySpec(name = "fifo", doc = "first in, first out (Belady 1966)")
public final class FifoReplacementPolicy extends FrameListPolicy {

    private int queue;

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    protected void started(ReplacementContext pool) {
        queue = lists.newList("queue");
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        lists.addFirst(queue, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        // The order of arrival does not change.
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        return lists.last(queue);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        lists.remove(queue, frame);
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        lists.moveToFirst(queue, frame);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(queue, frame);
    }
}
