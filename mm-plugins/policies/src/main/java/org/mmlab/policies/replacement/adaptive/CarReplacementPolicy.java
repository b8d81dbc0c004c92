package org.mmlab.policies.replacement.adaptive;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;
import org.mmlab.policies.replacement.GhostLists;

/**
 * CAR, clock with adaptive replacement: ARC whose LRU lists are clocks, so that a hit only sets a reference bit.
 *
 * <p>Source: S. Bansal and D. Modha, "CAR: clock with adaptive replacement", FAST 2004, figure 2. T1 and T2 are clocks, B1 and B2
 * LRU lists of ghosts, p the target size of T1. When a frame is wanted, the oldest page of T1 is looked at while |T1| is at
 * least max(1, p), else that of T2: unmarked, it goes and is remembered; marked, it loses its mark and becomes the newest of T2.
 * A page that is not remembered is loaded into T1, after B1 lost its oldest if |T1| + |B1| = c, else B2 if all four hold 2c. One
 * from B1 raises p by max(1, |B2|/|B1|) up to c, one from B2 lowers it by max(1, |B1|/|B2|) down to 0; both are loaded into T2.
 *
 * <p>The paper does not say whether p is whole. {@code quotient=integer} divides and counts in whole numbers, as Caffeine's simulator
 * does; {@code real} as ARC does. No other deviation. A frame that T1 has to give where T2 is empty, and the other way round,
 * is given whatever p says.
 */
@PolicySpec(
        name = "car",
        doc = "ARC on clocks (Bansal and Modha, FAST 2004)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "quotient",
                    type = ParameterType.WORD,
                    words = {"integer", "real"},
                    defaultValue = "integer",
                    doc = "how the target of T1 is reckoned")
        })
public final class CarReplacementPolicy extends FrameListPolicy {

    private static final int B1 = 1;
    private static final int B2 = 2;

    private final GhostLists ghosts = new GhostLists("B1", "B2");
    private boolean wholeNumbers = true;
    private int t1;
    private int t2;
    private int capacity;
    private double target;
    private boolean[] inT2 = new boolean[0];
    private boolean[] marked = new boolean[0];

    @Override
    public void configure(PolicyParameters parameters) {
        wholeNumbers = parameters.word("quotient").equals("integer");
    }

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    protected void started(ReplacementContext pool) {
        t1 = lists.newList("T1");
        t2 = lists.newList("T2");
        capacity = pool.capacity();
    }

    @Override
    protected void grown(int frames) {
        inT2 = Arrays.copyOf(inT2, frames);
        marked = Arrays.copyOf(marked, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        int from = ghosts.listOf(page);
        if (from == GhostLists.NOWHERE) {
            forgetForANewcomer();
        } else {
            adapt(from);
            ghosts.forget(page);
        }
        int index = Addresses.rawFrame(frame);
        marked[index] = false;
        inT2[index] = from != GhostLists.NOWHERE;
        lists.addLast(inT2[index] ? t2 : t1, frame);
    }

    private void forgetForANewcomer() {
        int recent = lists.size(t1) + ghosts.size(B1);
        if (recent >= capacity) {
            ghosts.trim(B1, capacity - 1 - lists.size(t1));
        } else {
            ghosts.trim(B2, 2 * capacity - 1 - recent - lists.size(t2));
        }
    }

    private void adapt(int from) {
        double b1 = ghosts.size(B1);
        double b2 = ghosts.size(B2);
        double quotient = from == B1 ? b2 / b1 : b1 / b2;
        double step = Math.max(1, wholeNumbers ? Math.floor(quotient) : quotient);
        target = from == B1 ? Math.min(capacity, target + step) : Math.max(0, target - step);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        marked[Addresses.rawFrame(frame)] = true;
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        while (true) {
            int recent = lists.size(t1);
            @FrameIndex int head = lists.first(t2);
            boolean fromT1 = recent > 0 && (recent >= Math.max(1, target) || head == NO_FRAME || head == spared);
            @FrameIndex int oldest = lists.first(fromT1 ? t1 : t2);
            if (oldest == NO_FRAME || !unmark(oldest)) {
                return oldest;
            }
            lists.remove(fromT1 ? t1 : t2, oldest);
            inT2[Addresses.rawFrame(oldest)] = true;
            lists.addLast(t2, oldest);
        }
    }

    private boolean unmark(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame);
        boolean was = pool().testAndClearReferenced(frame) | marked[index];
        marked[index] = false;
        return was;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        removed(frame, page);
        ghosts.remember(inT2[Addresses.rawFrame(frame)] ? B2 : B1, page);
    }

    /** The page becomes T2's newest, as if the hand had found it marked. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        removed(frame, page);
        inT2[Addresses.rawFrame(frame)] = true;
        lists.addLast(t2, frame);
        spared = frame;
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(inT2[Addresses.rawFrame(frame)] ? t2 : t1, frame);
    }
}
