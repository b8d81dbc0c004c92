package org.mmlab.policies.replacement.offline;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * OPT, also called MIN: the page whose next use is farthest in the future goes. No policy that must admit every page misses less.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5(2), 1966;
 * Mattson et al. 1970, section on OPT. Every page is admitted, even one that is never used again. No deviation: which of
 * several pages that are never used again goes makes no difference to the count.
 *
 * <p>The frames are a binary heap by next use, the farthest at the root. A hit costs the logarithm of c at worst: the page's
 * next use, which was now, moves away, so it can only rise.
 */
@PolicySpec(name = "opt", doc = "farthest next use goes; needs the future (Belady 1966)")
public final class OptReplacementPolicy extends FrameListPolicy {

    private int[] heap = new int[0];
    private int[] placeOf = new int[0];
    private long[] nextUse = new long[0];
    private int size;

    @Override
    public Sight sight() {
        return Sight.FUTURE;
    }

    @Override
    protected void started(ReplacementContext pool) {
        size = 0;
    }

    @Override
    protected void grown(int frames) {
        heap = Arrays.copyOf(heap, frames);
        placeOf = Arrays.copyOf(placeOf, frames);
        nextUse = Arrays.copyOf(nextUse, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        nextUse[Addresses.rawFrame(frame)] = pool().nextUse(page);
        rise(size++, Addresses.rawFrame(frame));
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        int index = Addresses.rawFrame(frame);
        nextUse[index] = pool().nextUse(page);
        rise(placeOf[index], index);
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        return size == 0 ? NO_FRAME : Addresses.frame(heap[0]);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        int place = placeOf[Addresses.rawFrame(frame)];
        int last = heap[--size];
        if (place < size) {
            sink(place, last);
            rise(placeOf[last], last);
        }
    }

    /** The page is treated as if it were used next, until it is: the future is a fact, so this only happens to locked pages. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        int index = Addresses.rawFrame(frame);
        nextUse[index] = 0;
        sink(placeOf[index], index);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        evicted(frame, page);
    }

    private void rise(int from, int frame) {
        long key = nextUse[frame];
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 1;
            int above = heap[parent];
            if (nextUse[above] >= key) {
                break;
            }
            heap[place] = above;
            placeOf[above] = place;
            place = parent;
        }
        heap[place] = frame;
        placeOf[frame] = place;
    }

    private void sink(int from, int frame) {
        long key = nextUse[frame];
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && nextUse[heap[child + 1]] > nextUse[heap[child]]) {
                child++;
            }
            int below = heap[child];
            if (nextUse[below] <= key) {
                break;
            }
            heap[place] = below;
            placeOf[below] = place;
            place = child;
        }
        heap[place] = frame;
        placeOf[frame] = place;
    }
}
