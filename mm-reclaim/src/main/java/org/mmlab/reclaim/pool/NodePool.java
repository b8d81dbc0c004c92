package org.mmlab.reclaim.pool;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.reclaim.scan.ScanParts;

/** One node's pages with the policy that orders them. */
final class NodePool implements ReplacementContext {
    final ReplacementPolicy policy;
    final boolean needsAccesses;
    /** Pages that the policy holds. */
    int resident;
    /** Where the harvest of accessed bits stands. */
    int hand;

    private int silentRounds;
    private final ScanParts parts;
    private final PageNumbers numbers;
    private final int node;
    private final long seed;

    private NodePool(ScanParts parts, PageNumbers numbers, ReplacementPolicy policy, int node, long seed) {
        this.parts = parts;
        this.numbers = numbers;
        this.policy = policy;
        this.node = node;
        this.seed = seed * 31 + node;
        if (policy.sight() == Sight.FUTURE) {
            throw new PolicyException(
                    PolicyDescriptor.title(ReplacementPolicy.class, policy) + " looks into the future, which a machine"
                            + " does not know; use it with mm compare, or choose another for the machine");
        }
        this.needsAccesses = policy.sight() == Sight.EVERY_ACCESS;
    }

    /** A pool whose policy knows it. */
    static NodePool attached(ScanParts parts, PageNumbers numbers, ReplacementPolicy policy, int node, long seed) {
        NodePool pool = new NodePool(parts, numbers, policy, node, seed);
        policy.attach(pool);
        return pool;
    }

    @Override
    public int capacity() {
        long managed = 0;
        for (int zone : parts.zones().zonesOf(node)) {
            managed += parts.zones().managed(zone);
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, managed));
    }

    @Override
    public int frames() {
        return parts.table().frames();
    }

    @Override
    public int pages() {
        return numbers.count();
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public boolean testAndClearReferenced(@FrameIndex int frame) {
        boolean used = parts.table().testAndClear(frame, FrameFlag.REFERENCED);
        if (parts.table().mapcount(frame) > 0) {
            used |= parts.mapped().reverseMap().referenced(frame) >>> 8 != 0;
        }
        return used;
    }

    @Override
    public long nextUse(int page) {
        return NEVER;
    }

    PolicyException wrongVictim(int frame) {
        return PolicyException.brokenBy(
                ReplacementPolicy.class,
                policy,
                "victim",
                "frame " + frame + ", which it does not hold",
                "give one of the " + resident + " frames admitted to the pool of node " + node + ", or NO_FRAME");
    }

    /** The policy's answer to a call of {@code victim()}, for {@link #checkNotSilent}. */
    void note(@FrameIndex int victim) {
        silentRounds = victim == Addresses.NO_FRAME && resident > 0 ? silentRounds + 1 : 0;
    }

    /**
     * Called where nothing can be reclaimed any more.
     *
     * @throws PolicyException where the policy is why: it holds pages, and named none at any pressure
     */
    void checkNotSilent() {
        if (silentRounds > ScanControl.DEFAULT_PRIORITY && resident > 0) {
            throw PolicyException.brokenBy(
                    ReplacementPolicy.class,
                    policy,
                    "victim",
                    "NO_FRAME each time of the last " + silentRounds + ", until memory ran out, while the pool of node "
                            + node + " held " + resident + " frames",
                    "give one of them in the end");
        }
    }
}
