package org.mmlab.policies.replacement.classic;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * Random: each resident page is equally likely to go.
 *
 * <p>Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5(2), 1966.
 * The draws follow from the seed of the pool. The frames stand in an array without order; one that leaves is replaced by the last.
 */
@PolicySpec(name = "random", doc = "any resident page, each as likely (Belady 1966)")
public final class RandomReplacementPolicy extends FrameListPolicy {

    private SplittableRandom random = new SplittableRandom(0);
    private int[] frames = new int[0];
    private int[] placeOf = new int[0];
    private int resident;

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    protected void started(ReplacementContext pool) {
        random = new SplittableRandom(pool.seed());
    }

    @Override
    protected void grown(int room) {
        frames = Arrays.copyOf(frames, room);
        placeOf = Arrays.copyOf(placeOf, room);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        frames[resident] = Addresses.rawFrame(frame);
        placeOf[Addresses.rawFrame(frame)] = resident++;
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        // Use does not count.
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        return resident == 0 ? NO_FRAME : Addresses.frame(frames[random.nextInt(resident)]);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        int place = placeOf[Addresses.rawFrame(frame)];
        int last = frames[--resident];
        frames[place] = last;
        placeOf[last] = place;
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        // The next draw is another one.
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        evicted(frame, page);
    }
}
