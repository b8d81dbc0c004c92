package com.example.mm;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/** Not recently used: the first page whose accessed bit is clear goes; asking clears the bit (Tanenbaum). */
@PolicySpec(name = "example.nru", doc = "not recently used: a clock over frame numbers (example project)")
public final class NruReplacementPolicy implements ReplacementPolicy {
    private ReplacementContext pool;
    private boolean[] held = new boolean[64];
    private int hand;

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    public void attach(ReplacementContext context) {
        pool = context;
    }

    @Override
    public void admit(int frame, int page) {
        held = frame < held.length ? held : java.util.Arrays.copyOf(held, Math.max(frame + 1, held.length * 2));
        held[frame] = true;
    }

    @Override
    public int victim(int incoming) {
        for (int step = 0; step <= 2 * held.length; step++) {
            hand = (hand + 1) % held.length;
            if (held[hand] && !pool.testAndClearReferenced(hand)) {
                return hand;
            }
        }
        return Addresses.NO_FRAME;
    }

    @Override
    public void access(int frame, int page) {}

    @Override
    public void evicted(int frame, int page) {
        held[frame] = false;
    }

    @Override
    public void kept(int frame, int page) {}

    @Override
    public void removed(int frame, int page) {
        held[frame] = false;
    }
}
