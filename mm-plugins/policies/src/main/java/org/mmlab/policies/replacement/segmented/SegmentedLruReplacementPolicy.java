package org.mmlab.policies.replacement.segmented;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.HitEvictingPolicy;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * Segmented LRU: a ladder of LRU lists; each hit lifts a page one rung, and what overflows a rung falls to the one below.
 *
 * <p>Source: R. Karedla, J. S. Love and B. G. Wherry, "Caching strategies to improve disk system performance", IEEE Computer
 * 27(3), 1994, with two rungs; Q. Huang et al., "An analysis of Facebook photo caching", SOSP 2013, with four ("S4LRU").
 *
 * <p>A hit moves a page to the MRU end of the next rung up (of its own, on the top one); a rung over its cap gives its LRU page
 * to the MRU end of the rung below, and so on down; what is pushed down to the lowest rung while that is over its cap makes its LRU
 * page fall off ({@link #surplus}). The victim is the LRU page of the lowest rung that has one. Caps are the floors of their shares
 * of c, so that up to one frame a rung belongs to none: a new page that finds no room below its cap takes it, on the lowest rung.
 *
 * <p>Deviation by default, after libCacheSim: a new page enters the lowest rung <em>that has room</em>, so that while memory fills,
 * the upper rungs fill too; {@code fill=lowest} is the papers' way, in which it always enters at the bottom.
 */
@PolicySpec(
        name = "slru",
        doc = "a ladder of LRU lists (Karedla et al. 1994; S4LRU, Huang et al., SOSP 2013)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "segments",
                    type = ParameterType.INT,
                    defaultValue = "4",
                    min = 1,
                    max = 64,
                    doc = "number of lists"),
            @PolicySpec.Parameter(
                    name = "lowest",
                    type = ParameterType.NUMBER,
                    defaultValue = "0",
                    min = 0,
                    max = 1,
                    doc = "share of the lowest list; the others have equal shares of the rest; 0: all lists are equal"),
            @PolicySpec.Parameter(
                    name = "fill",
                    type = ParameterType.WORD,
                    words = {"upwards", "lowest"},
                    defaultValue = "upwards",
                    doc = "where a new page enters: the lowest list with room, or always the lowest")
        })
public final class SegmentedLruReplacementPolicy extends FrameListPolicy implements HitEvictingPolicy {

    private int segments = 4;
    private double lowestShare;
    private boolean fillUpwards = true;

    /** List and cap of each segment, the lowest first. */
    private int[] list = new int[0];

    private int[] cap = new int[0];
    private byte[] segmentOf = new byte[0];

    /** Whether the last hit pushed a page down to the lowest segment. */
    private boolean pushedDown;

    @Override
    public void configure(PolicyParameters parameters) {
        segments = (int) parameters.integer("segments");
        lowestShare = parameters.number("lowest");
        fillUpwards = parameters.word("fill").equals("upwards");
    }

    @Override
    protected void started(ReplacementContext pool) {
        list = new int[segments];
        cap = new int[segments];
        for (int i = 0; i < segments; i++) {
            list[i] = lists.newList("segment " + i);
            cap[i] = cap(i, pool.capacity());
        }
    }

    private int cap(int segment, int capacity) {
        if (lowestShare == 0) {
            return capacity / segments;
        }
        return (int) (capacity * (segment == 0 ? lowestShare : (1 - lowestShare) / (segments - 1)));
    }

    @Override
    protected void grown(int frames) {
        segmentOf = Arrays.copyOf(segmentOf, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        int segment = 0;
        if (fillUpwards) {
            while (segment < segments && lists.size(list[segment]) >= cap[segment]) {
                segment++;
            }
        }
        put(frame, segment == segments ? 0 : segment);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        int segment = segmentOf[Addresses.rawFrame(frame)];
        pushedDown = false;
        if (segment == segments - 1) {
            lists.moveToFirst(list[segment], frame);
            return;
        }
        lists.remove(list[segment], frame);
        put(frame, segment + 1);
        for (int i = segment + 1; i > 0 && lists.size(list[i]) > cap[i]; i--) {
            put(lists.pollLast(list[i]), i - 1);
            pushedDown = i == 1;
        }
    }

    @Override
    public @FrameIndex int surplus() {
        return pushedDown && lists.size(list[0]) > cap[0] ? lists.last(list[0]) : NO_FRAME;
    }

    private void put(@FrameIndex int frame, int segment) {
        segmentOf[Addresses.rawFrame(frame)] = (byte) segment;
        lists.addFirst(list[segment], frame);
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        for (int i = 0; i < segments; i++) {
            @FrameIndex int leastRecent = lists.last(list[i]);
            if (leastRecent != NO_FRAME) {
                return leastRecent;
            }
        }
        return NO_FRAME;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        lists.remove(list[segmentOf[Addresses.rawFrame(frame)]], frame);
    }

    /** The page goes one rung up, as at a hit, but nothing falls off for it. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        access(frame, page);
        pushedDown = false;
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        evicted(frame, page);
    }
}
