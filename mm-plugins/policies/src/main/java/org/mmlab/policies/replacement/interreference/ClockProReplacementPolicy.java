package org.mmlab.policies.replacement.interreference;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.policies.replacement.interreference.ClockProRing.COLD;
import static org.mmlab.policies.replacement.interreference.ClockProRing.COLD_IN_TEST;
import static org.mmlab.policies.replacement.interreference.ClockProRing.GONE_IN_TEST;
import static org.mmlab.policies.replacement.interreference.ClockProRing.HOT;
import static org.mmlab.policies.replacement.interreference.ClockProRing.NONE;
import static org.mmlab.policies.replacement.interreference.ClockProRing.OUTSIDE;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/**
 * CLOCK-Pro: LIRS on a clock. Hot pages stay; a cold page is on test for a while, and is hot if it is used within it.
 *
 * <p>Source: S. Jiang, F. Chen and X. Zhang, "CLOCK-Pro: an effective improvement of the CLOCK replacement", USENIX ATC 2005.
 * All pages stand in one ring by recency. The <em>cold hand</em> looks for a victim among resident cold pages: an unmarked one
 * goes, and stays in the ring as non-resident while its test lasts; a marked one becomes hot if it is on test (and the hot hand
 * finds room for it), else it starts a test at the head. The <em>hot hand</em> turns the least recent unmarked hot page cold, spares
 * marked ones, and ends the test of every cold page that it passes. The <em>test hand</em> ends tests when non-resident pages
 * number more than {@code ghosts} c. A page that is used on test raises the target for cold pages by one, a test that ends
 * in vain lowers it by one.
 *
 * <p>Where the paper is silent this follows the authors' program and Caffeine's simulator: a page is promoted only if the hot hand
 * demotes another one before it meets the page itself; the first pages are hot until only the least number of cold frames is left
 * free; the target stays within {@code least-cold} (2 at least) and {@code most-cold} of c; and a request for the page of the
 * request before marks nothing ({@code sight=access}). With {@code sight=bit} the mark is the hardware's reference bit, in which
 * such repeats count.
 */
@PolicySpec(
        name = "clock-pro",
        doc = "LIRS on a clock with three hands (Jiang, Chen and Zhang, USENIX ATC 2005)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "least-cold",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.01",
                    min = 0,
                    max = 1,
                    doc = "least share of resident cold pages"),
            @PolicySpec.Parameter(
                    name = "most-cold",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.99",
                    min = 0,
                    max = 1,
                    doc = "greatest share of resident cold pages"),
            @PolicySpec.Parameter(
                    name = "ghosts",
                    type = ParameterType.NUMBER,
                    defaultValue = "2",
                    min = 0,
                    max = 64,
                    doc = "most non-resident pages, as a multiple of the frames"),
            @PolicySpec.Parameter(
                    name = "sight",
                    type = ParameterType.WORD,
                    words = {"access", "bit"},
                    defaultValue = "access",
                    doc = "whether every access is seen, or reference bits alone")
        })
public final class ClockProReplacementPolicy implements ReplacementPolicy {

    private static final int LEAST_COLD = 2;

    private final ClockProRing ring = new ClockProRing();
    private boolean[] marked = new boolean[0];
    private int[] frameOf = new int[0];
    private @MonotonicNonNull ReplacementContext hardwareBits;
    private double leastShare = 0.01;
    private double mostShare = 0.99;
    private double ghostMultiple = 2;
    private boolean seesEveryAccess = true;
    private int capacity;
    private int leastCold;
    private int mostCold;
    private int mostGone;
    private int coldTarget;
    private int lastPage = NO_PAGE;

    @Override
    public void configure(PolicyParameters parameters) {
        leastShare = parameters.number("least-cold");
        mostShare = parameters.number("most-cold");
        ghostMultiple = parameters.number("ghosts");
        seesEveryAccess = parameters.word("sight").equals("access");
    }

    @Override
    public Sight sight() {
        return seesEveryAccess ? Sight.EVERY_ACCESS : Sight.REFERENCE_BIT;
    }

    @Override
    public void attach(ReplacementContext pool) {
        if (!seesEveryAccess) {
            hardwareBits = pool;
        }
        capacity = pool.capacity();
        mostGone = (int) (ghostMultiple * capacity);
        leastCold = Math.min(Math.max(LEAST_COLD, (int) (leastShare * capacity)), Math.max(1, capacity / 2));
        mostCold = Math.max(leastCold, Math.min(capacity - leastCold, (int) (mostShare * capacity)));
        coldTarget = leastCold;
        roomFor(pool.pages() - 1);
    }

    private void roomFor(int page) {
        if (page >= marked.length) {
            int room = Math.max(page + 1, marked.length + (marked.length >> 1));
            marked = Arrays.copyOf(marked, room);
            frameOf = Arrays.copyOf(frameOf, room);
            ring.roomFor(room - 1);
        }
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(page);
        frameOf[page] = Addresses.rawFrame(frame);
        lastPage = page;
        boolean hot = capacity - ring.resident() > leastCold || (ring.status(page) == GONE_IN_TEST && promotable(page));
        toHead(page, hot ? HOT : COLD_IN_TEST);
        ring.settleCold();
        settleHot();
        ring.settleTest();
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        if (page != lastPage) {
            lastPage = page;
            marked[page] = true;
        }
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        ring.settleCold();
        while (ring.handCold != NONE) {
            int page = ring.handCold;
            if (!isMarked(page)) {
                return Addresses.frame(frameOf[page]);
            }
            toHead(page, ring.inTest(page) && promotable(page) ? HOT : COLD_IN_TEST);
            ring.settleCold();
        }
        settleHot();
        return ring.handHot == NONE ? NO_FRAME : Addresses.frame(frameOf[ring.handHot]);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        if (ring.status(page) == COLD_IN_TEST) {
            if (ring.handCold == page) {
                ring.handCold = ring.after(page);
            }
            ring.setStatus(page, GONE_IN_TEST);
            while (ring.gone() > mostGone) {
                ring.settleTest();
                endTest(ring.handTest);
            }
            ring.settleTest();
        } else {
            leave(page);
        }
        ring.settleCold();
    }

    /** The page is hot and most recent. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        toHead(page, HOT);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        leave(page);
    }

    private void toHead(int page, byte kind) {
        ring.moveToHead(page, kind);
        unmark(page);
    }

    private void leave(int page) {
        ring.remove(page);
        marked[page] = false;
    }

    /** Whether a page in its test, just used, may become hot: the hot hand makes room, and does not pass the page itself. */
    private boolean promotable(int page) {
        adjustTarget(+1);
        unmark(page);
        while (ring.hot() >= capacity - coldTarget) {
            if (!ring.inTest(page) || !demoteAHotPage(page)) {
                return false;
            }
        }
        return true;
    }

    /** Runs the hot hand until it demoted a page or reached the one on whose behalf it runs. */
    private boolean demoteAHotPage(int trigger) {
        boolean demoted = false;
        settleHot();
        while (!demoted && ring.handHot != NONE && ring.handHot != trigger) {
            int page = ring.handHot;
            if (ring.status(page) != HOT) {
                ring.handHot = ring.after(page);
                endTest(page);
            } else {
                demoted = !isMarked(page);
                toHead(page, demoted ? COLD : HOT);
            }
        }
        settleHot();
        return demoted;
    }

    /** Moves the hot hand on to a hot page, ending tests on its way. */
    private void settleHot() {
        if (ring.hot() == 0) {
            ring.handHot = NONE;
            return;
        }
        if (ring.handHot == NONE) {
            ring.handHot = ring.tail();
        }
        while (ring.status(ring.handHot) != HOT) {
            int page = ring.handHot;
            ring.handHot = ring.after(page);
            endTest(page);
        }
        ring.settleTest();
    }

    private void endTest(int page) {
        if (!ring.inTest(page)) {
            return;
        }
        if (ring.status(page) == COLD_IN_TEST) {
            ring.setStatus(page, COLD);
            adjustTarget(isMarked(page) ? +1 : -1);
        } else {
            leave(page);
            adjustTarget(-1);
        }
    }

    private void adjustTarget(int step) {
        coldTarget = Math.max(leastCold, Math.min(mostCold, coldTarget + step));
    }

    /** The mark of a page; hardware's bit is moved into ours first, where that is all we see. */
    private boolean isMarked(int page) {
        if (hardwareBits != null && ring.status(page) != GONE_IN_TEST && ring.status(page) != OUTSIDE) {
            marked[page] |= hardwareBits.testAndClearReferenced(Addresses.frame(frameOf[page]));
        }
        return marked[page];
    }

    private void unmark(int page) {
        if (isMarked(page)) {
            marked[page] = false;
        }
    }
}
