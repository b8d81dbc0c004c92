package org.mmlab.policies.replacement.segmented;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.policies.replacement.FrameListPolicy;
import org.mmlab.policies.replacement.GhostLists;

/**
 * 2Q, the full version: a page earns its place in the main list by coming back after it was dropped from the entry queue.
 *
 * <p>Source: T. Johnson and D. Shasha, "2Q: a low overhead high performance buffer management replacement algorithm", VLDB 1994,
 * section "the full version". {@code A1in} is a FIFO of newcomers, in which a hit means nothing; {@code A1out} remembers the
 * pages that left it; {@code Am} is an LRU of the pages that were requested while remembered. When a frame is wanted: while
 * A1in has more than Kin pages, its oldest goes and is remembered, the oldest memory beyond Kout is lost; else the LRU page of
 * Am goes, unremembered. Kin and Kout are the floors of their fractions of c.
 *
 * <p>Deviation, where a real pool needs an answer that the paper does not have to give: with Am empty, A1in's oldest goes.
 */
@PolicySpec(
        name = "2q",
        doc = "entry queue, memory of it, main LRU (Johnson and Shasha, VLDB 1994)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "in",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.25",
                    min = 0,
                    max = 1,
                    doc = "Kin, the entry queue's share of the frames"),
            @PolicySpec.Parameter(
                    name = "out",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.5",
                    min = 0,
                    max = 64,
                    doc = "Kout, pages remembered, as a multiple of the frames")
        })
public final class TwoQueueReplacementPolicy extends FrameListPolicy {

    private static final int A1_OUT = 1;

    private final GhostLists ghosts = new GhostLists("A1out");
    private double inFraction = 0.25;
    private double outFraction = 0.5;
    private int in;
    private int main;
    private int mostIn;
    private int mostOut;
    private boolean[] inMain = new boolean[0];

    @Override
    public void configure(PolicyParameters parameters) {
        inFraction = parameters.number("in");
        outFraction = parameters.number("out");
    }

    @Override
    protected void started(ReplacementContext pool) {
        in = lists.newList("A1in");
        main = lists.newList("Am");
        mostIn = (int) (inFraction * pool.capacity());
        mostOut = (int) (outFraction * pool.capacity());
    }

    @Override
    protected void grown(int frames) {
        inMain = Arrays.copyOf(inMain, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        boolean remembered = ghosts.take(page) == A1_OUT;
        inMain[Addresses.rawFrame(frame)] = remembered;
        lists.addFirst(remembered ? main : in, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        if (inMain[Addresses.rawFrame(frame)]) {
            lists.moveToFirst(main, frame);
        }
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        ghosts.recall(incoming);
        @FrameIndex int oldestIn = lists.last(in);
        @FrameIndex int leastRecent = lists.last(main);
        boolean mainHasNone = leastRecent == NO_FRAME || leastRecent == spared;
        return oldestIn != NO_FRAME && (mainHasNone || lists.size(in) > mostIn) ? oldestIn : leastRecent;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        boolean wasMain = inMain[Addresses.rawFrame(frame)];
        removed(frame, page);
        if (!wasMain) {
            ghosts.remember(A1_OUT, page);
            ghosts.trim(A1_OUT, mostOut);
        }
    }

    /** The page joins Am. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        removed(frame, page);
        inMain[Addresses.rawFrame(frame)] = true;
        lists.addFirst(main, frame);
        spared = frame;
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(inMain[Addresses.rawFrame(frame)] ? main : in, frame);
    }
}
