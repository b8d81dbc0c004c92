package org.mmlab.policies.replacement.classic;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * LRU: the page that was not used for the longest time goes.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5(2), 1966;
 * R. L. Mattson et al., "Evaluation techniques for storage hierarchies", IBM Systems Journal 9(2), 1970. No deviation.
 */
@PolicySpec(name = "lru", doc = "least recently used goes (Mattson et al. 1970)")
public final class LruReplacementPolicy extends FrameListPolicy {

    private int recency;

    @Override
    protected void started(ReplacementContext pool) {
        recency = lists.newList("recency");
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        lists.addFirst(recency, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        lists.moveToFirst(recency, frame);
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        return lists.last(recency);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        lists.remove(recency, frame);
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        lists.moveToFirst(recency, frame);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(recency, frame);
    }
}
