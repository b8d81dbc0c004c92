package org.mmlab.policies.replacement.classic;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * SIEVE: a queue whose pages never move, and a hand that walks over it from old to new and takes the first unused page.
 *
 * <p>Source: Y. Zhang et al., "SIEVE is simpler than LRU: an efficient turn-key eviction algorithm for web caches", NSDI 2024,
 * algorithm 1. A hit marks a page. The hand starts at the tail; where it meets a mark it clears it and goes one towards the
 * head, from the head back to the tail; an unmarked page goes, and the hand rests on its neighbour towards the head. New pages
 * enter unmarked at the head, so survivors and newcomers are sifted apart. No deviation. A mark is what a hardware reference bit
 * is, so nothing else is observed.
 */
@PolicySpec(name = "sieve", doc = "a hand over a queue that does not move (Zhang et al., NSDI 2024)")
public final class SieveReplacementPolicy extends FrameListPolicy {

    private int queue;

    /** Where the hand rests; none stands for the tail. */
    private @FrameIndex int hand = NO_FRAME;

    private boolean[] marked = new boolean[0];

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    protected void started(ReplacementContext pool) {
        queue = lists.newList("queue");
    }

    @Override
    protected void grown(int frames) {
        marked = Arrays.copyOf(marked, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        marked[Addresses.rawFrame(frame)] = false;
        lists.addFirst(queue, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        marked[Addresses.rawFrame(frame)] = true;
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        @FrameIndex int at = hand == NO_FRAME ? lists.last(queue) : hand;
        while (at != NO_FRAME && unmark(at)) {
            at = lists.previous(at);
            if (at == NO_FRAME) {
                at = lists.last(queue);
            }
        }
        hand = at;
        return at;
    }

    private boolean unmark(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame);
        boolean was = pool().testAndClearReferenced(frame) | marked[index];
        marked[index] = false;
        return was;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        if (frame == hand) {
            hand = lists.previous(frame);
        }
        lists.remove(queue, frame);
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        hand = lists.previous(frame);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        evicted(frame, page);
    }
}
