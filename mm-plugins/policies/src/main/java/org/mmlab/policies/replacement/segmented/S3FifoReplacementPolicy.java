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
 * S3-FIFO: three static FIFO queues. A small one sees newcomers off quickly, a main one goes round, a ghost one remembers.
 *
 * <p>Source: J. Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023, algorithm 1. A hit adds one to the
 * page's count. When a frame is wanted and main has more than c - small pages, or small is empty, main gives: its oldest page
 * goes if its count is 0, else it becomes main's newest with the count, 3 at most, less one. Otherwise small gives: its oldest
 * page moves to main with count 0 if it was hit {@code move} times or more, else it goes and is remembered; while small gives none,
 * its next one is looked at; if all moved, main gives. A remembered page is loaded into main and forgotten, any other into small.
 *
 * <p>Deviations: none from libCacheSim's version, whose count in small is unbounded, and whose threshold is 2; the paper's
 * pseudo-code moves pages hit more than once, which is the same. libCacheSim refuses every page where small has one frame only;
 * this does not.
 */
@PolicySpec(
        name = "s3-fifo",
        doc = "small, main and ghost FIFO queues (Yang et al., SOSP 2023)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "small",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.1",
                    min = 0,
                    max = 1,
                    doc = "share of the small queue"),
            @PolicySpec.Parameter(
                    name = "ghost",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.9",
                    min = 0,
                    max = 64,
                    doc = "pages remembered, as a multiple of the frames"),
            @PolicySpec.Parameter(
                    name = "move",
                    type = ParameterType.INT,
                    defaultValue = "2",
                    min = 1,
                    max = 100,
                    doc = "hits in the small queue that make a page move to the main one")
        })
public final class S3FifoReplacementPolicy extends FrameListPolicy {

    private static final int GHOST = 1;
    private static final int MOST_IN_MAIN = 3;

    private final GhostLists ghosts = new GhostLists("ghost");
    private double smallFraction = 0.1;
    private double ghostFraction = 0.9;
    private int threshold = 2;
    private int small;
    private int main;
    private int mostMain;
    private int mostGhosts;
    private boolean[] inMain = new boolean[0];
    private byte[] hits = new byte[0];

    @Override
    public void configure(PolicyParameters parameters) {
        smallFraction = parameters.number("small");
        ghostFraction = parameters.number("ghost");
        threshold = (int) parameters.integer("move");
    }

    @Override
    protected void started(ReplacementContext pool) {
        small = lists.newList("small");
        main = lists.newList("main");
        mostMain = pool.capacity() - (int) (smallFraction * pool.capacity());
        mostGhosts = (int) (ghostFraction * pool.capacity());
    }

    @Override
    protected void grown(int frames) {
        inMain = Arrays.copyOf(inMain, frames);
        hits = Arrays.copyOf(hits, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        boolean remembered = ghosts.take(page) == GHOST;
        hits[Addresses.rawFrame(frame)] = 0;
        enter(frame, remembered);
    }

    private void enter(@FrameIndex int frame, boolean toMain) {
        inMain[Addresses.rawFrame(frame)] = toMain;
        lists.addFirst(toMain ? main : small, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        byte count = hits[Addresses.rawFrame(frame)];
        if (count < Byte.MAX_VALUE) {
            hits[Addresses.rawFrame(frame)] = (byte) (count + 1);
        }
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        ghosts.recall(incoming);
        return lists.size(main) > mostMain ? fromMain() : fromSmall();
    }

    private @FrameIndex int fromSmall() {
        @FrameIndex int oldest = lists.last(small);
        while (oldest != NO_FRAME && hits[Addresses.rawFrame(oldest)] >= threshold) {
            lists.remove(small, oldest);
            hits[Addresses.rawFrame(oldest)] = 0;
            enter(oldest, true);
            oldest = lists.last(small);
        }
        return oldest == NO_FRAME ? fromMain() : oldest;
    }

    private @FrameIndex int fromMain() {
        @FrameIndex int oldest = lists.last(main);
        while (oldest != NO_FRAME && hits[Addresses.rawFrame(oldest)] > 0) {
            int index = Addresses.rawFrame(oldest);
            hits[index] = (byte) (Math.min(hits[index], MOST_IN_MAIN) - 1);
            lists.moveToFirst(main, oldest);
            oldest = lists.last(main);
        }
        @FrameIndex int newcomer = lists.last(small);
        return oldest == NO_FRAME || (oldest == spared && newcomer != NO_FRAME) ? newcomer : oldest;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        boolean wasMain = inMain[Addresses.rawFrame(frame)];
        removed(frame, page);
        if (!wasMain) {
            ghosts.remember(GHOST, page);
            ghosts.trim(GHOST, mostGhosts);
        }
    }

    /** The page becomes main's newest. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        removed(frame, page);
        enter(frame, true);
        spared = frame;
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(inMain[Addresses.rawFrame(frame)] ? main : small, frame);
    }
}
