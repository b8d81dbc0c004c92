package org.mmlab.policies.replacement;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;

/** A policy that keeps its resident pages on lists of frames: the lists, the pool, and room for frames that are added later. */
public abstract class FrameListPolicy implements ReplacementPolicy {

    /** The lists of this policy; made anew by {@link #attach}. */
    protected FrameLists lists = new FrameLists(0, IndexLists.Checks.OFF);

    /** The page that was kept last since an admission: not to be named again where another list has a page. */
    protected @FrameIndex int spared = Addresses.NO_FRAME;

    private @MonotonicNonNull ReplacementContext context;
    private int room;

    @Override
    public final void attach(ReplacementContext pool) {
        context = pool;
        room = pool.frames();
        lists = new FrameLists(room, IndexLists.Checks.OFF);
        started(pool);
        grown(room);
    }

    /** Makes the lists and computes what depends on the capacity; called once, before {@link #grown}. */
    protected abstract void started(ReplacementContext pool);

    /** Makes room in arrays by frame for frames below {@code frames}; called at the start and when memory was added. */
    protected void grown(int frames) {}

    /** The pool; only after {@link #attach}. */
    protected final ReplacementContext pool() {
        if (context == null) {
            throw new IllegalStateException("the policy is used before attach gave it its pool");
        }
        return context;
    }

    /** Makes room for a frame that is about to be admitted. */
    protected final void roomFor(@FrameIndex int frame) {
        spared = Addresses.NO_FRAME;
        if (Addresses.rawFrame(frame) >= room) {
            room = Math.max(pool().frames(), Addresses.rawFrame(frame) + 1);
            lists.ensureCapacity(room);
            grown(room);
        }
    }
}
