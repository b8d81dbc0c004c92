package org.mmlab.policies.replacement.frequency;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * W-TinyLFU: newcomers pass a small window; whoever leaves it stays only if it was requested more often than the one it would push out.
 *
 * <p>Source: G. Einziger, R. Friedman and B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM ToS 13(4), 2017. The
 * window is an LRU; the main space a segmented LRU of probation and protected pages. When a frame is wanted, the window's LRU page
 * joins probation as its MRU page, and of it and probation's LRU page the one with the lower frequency goes, the newcomer
 * on a tie. {@link FrequencySketch} estimates frequencies of all pages, resident or not.
 *
 * <p>Deviation, after Caffeine: a newcomer that loses with a frequency of 6 or more is let in once in 128 times, by the seed of the
 * pool, against an attacker who knows the hash. Hashing is by the seed too, so counts differ a little between seeds.
 */
@PolicySpec(
        name = "w-tinylfu",
        doc = "window LRU before a frequency filter and a segmented LRU (Einziger et al., ACM ToS 2017)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "window",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.01",
                    min = 0,
                    max = 1,
                    doc = "the window's share of the frames"),
            @PolicySpec.Parameter(
                    name = "protected",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.8",
                    min = 0,
                    max = 1,
                    doc = "the protected pages' share of the main space")
        })
public final class WTinyLfuReplacementPolicy extends FrameListPolicy {

    private static final int WARM = 6;
    private static final int WARM_ADMISSION_ONE_IN = 128;
    private static final byte WINDOW = 0;
    private static final byte PROBATION = 1;
    private static final byte PROTECTED = 2;

    /** List of each space. */
    private final int[] list = new int[3];

    private FrequencySketch sketch = new FrequencySketch(0, 0);
    private SplittableRandom random = new SplittableRandom(0);
    private double windowShare = 0.01;
    private double protectedShare = 0.8;
    private int mostWindow;
    private int mostProtected;
    private byte[] space = new byte[0];
    private int[] pageIn = new int[0];

    @Override
    public void configure(PolicyParameters parameters) {
        windowShare = parameters.number("window");
        protectedShare = parameters.number("protected");
    }

    @Override
    protected void started(ReplacementContext pool) {
        list[WINDOW] = lists.newList("window");
        list[PROBATION] = lists.newList("probation");
        list[PROTECTED] = lists.newList("protected");
        int main = (int) (pool.capacity() * (1 - windowShare));
        mostWindow = pool.capacity() - main;
        mostProtected = (int) (main * protectedShare);
        sketch = new FrequencySketch(pool.capacity(), pool.seed());
        random = new SplittableRandom(pool.seed());
    }

    @Override
    protected void grown(int frames) {
        space = Arrays.copyOf(space, frames);
        pageIn = Arrays.copyOf(pageIn, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        sketch.increment(page);
        pageIn[Addresses.rawFrame(frame)] = page;
        put(frame, WINDOW);
        if (lists.size(list[WINDOW]) > mostWindow) {
            put(lists.pollLast(list[WINDOW]), PROBATION);
        }
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        sketch.increment(page);
        int at = space[Addresses.rawFrame(frame)];
        if (at != PROBATION) {
            lists.moveToFirst(list[at], frame);
            return;
        }
        lists.remove(list[PROBATION], frame);
        put(frame, PROTECTED);
        while (lists.size(list[PROTECTED]) > mostProtected) {
            put(lists.pollLast(list[PROTECTED]), PROBATION);
        }
    }

    private void put(@FrameIndex int frame, byte where) {
        space[Addresses.rawFrame(frame)] = where;
        lists.addFirst(list[where], frame);
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        @FrameIndex int incumbent = lists.last(list[PROBATION]);
        if (lists.size(list[WINDOW]) < mostWindow || lists.last(list[WINDOW]) == NO_FRAME) {
            return incumbent == NO_FRAME ? lastOfTheRest() : incumbent;
        }
        @FrameIndex int candidate = lists.pollLast(list[WINDOW]);
        put(candidate, PROBATION);
        return incumbent == NO_FRAME || !admits(candidate, incumbent) ? candidate : incumbent;
    }

    private @FrameIndex int lastOfTheRest() {
        @FrameIndex int protectedPage = lists.last(list[PROTECTED]);
        return protectedPage == NO_FRAME ? lists.last(list[WINDOW]) : protectedPage;
    }

    private boolean admits(@FrameIndex int candidate, @FrameIndex int incumbent) {
        int mine = sketch.frequency(pageIn[Addresses.rawFrame(candidate)]);
        int theirs = sketch.frequency(pageIn[Addresses.rawFrame(incumbent)]);
        return mine > theirs || (mine >= WARM && random.nextInt(WARM_ADMISSION_ONE_IN) == 0);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        lists.remove(list[space[Addresses.rawFrame(frame)]], frame);
    }

    /** The page joins the protected ones, whatever their share, until a hit pushes them back. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        evicted(frame, page);
        put(frame, PROTECTED);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        evicted(frame, page);
    }
}
