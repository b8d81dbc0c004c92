package org.mmlab.policies.replacement.classic;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.policies.replacement.FrameListPolicy;

/**
 * CLOCK, also called second chance: FIFO, but a page that was used since the hand last saw it goes round again.
 *
 * <p>Source: F. J. Corbató, "A paging experiment with the Multics system", MIT Project MAC report MAC-M-384, 1968; with counters
 * instead of bits, J. Esfandiari Nicola, A. Dan and D. Dias, "Analysis of the generalized clock buffer replacement scheme",
 * SIGMETRICS 1992.
 *
 * <p>The hand looks at the oldest page. A counter above 0 loses one and the page becomes the newest; a page at 0 goes. A hit adds
 * one, up to {@code 2^bits - 1}. This is the ring with the new page in the victim's slot and the hand moved past it.
 *
 * <p>With one bit nothing but the hardware's reference bit is needed, so that is all it observes: an access costs nothing.
 *
 * <p>Variants: {@code load=1} sets the counter of a new page to 1, as a first access through a page table does.
 * {@code enter=before-sweep} queues the new page before the hand moves, so that it is younger than all that the hand spares, and,
 * where the hand spares everything, the new page is its own victim and is not loaded: Caffeine's simulator does so.
 */
@PolicySpec(
        name = "clock",
        doc = "second chance: FIFO that spares used pages (Corbató 1968)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "bits",
                    type = ParameterType.INT,
                    defaultValue = "1",
                    min = 1,
                    max = 7,
                    doc = "width of the use counter of a page"),
            @PolicySpec.Parameter(
                    name = "load",
                    type = ParameterType.INT,
                    defaultValue = "0",
                    min = 0,
                    max = 1,
                    doc = "counter of a new page"),
            @PolicySpec.Parameter(
                    name = "enter",
                    type = ParameterType.WORD,
                    words = {"after-sweep", "before-sweep"},
                    defaultValue = "after-sweep",
                    doc = "when the new page joins the queue")
        })
public final class ClockReplacementPolicy extends FrameListPolicy {

    private int most = 1;
    private byte atLoad;
    private boolean queuedBeforeSweep;
    private int queue;
    private byte[] uses = new byte[0];

    /** The first frame that the last sweep spared, the older neighbour of which a page queued before the sweep becomes. */
    private @FrameIndex int firstSpared = NO_FRAME;

    @Override
    public void configure(PolicyParameters parameters) {
        most = (1 << parameters.integer("bits")) - 1;
        atLoad = (byte) parameters.integer("load");
        queuedBeforeSweep = parameters.word("enter").equals("before-sweep");
        if (queuedBeforeSweep && atLoad != 0) {
            throw new PolicyException(
                    "policy 'clock': enter=before-sweep goes with load=0 only; with load=1 the hand would"
                            + " never reach a new page that it may refuse");
        }
    }

    @Override
    public Sight sight() {
        return most == 1 ? Sight.REFERENCE_BIT : Sight.EVERY_ACCESS;
    }

    @Override
    protected void started(ReplacementContext pool) {
        queue = lists.newList("queue");
    }

    @Override
    protected void grown(int frames) {
        uses = Arrays.copyOf(uses, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        uses[Addresses.rawFrame(frame)] = atLoad;
        if (firstSpared == NO_FRAME) {
            lists.addLast(queue, frame);
        } else {
            lists.addBefore(queue, firstSpared, frame);
            firstSpared = NO_FRAME;
        }
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        byte count = uses[Addresses.rawFrame(frame)];
        if (count < most) {
            uses[Addresses.rawFrame(frame)] = (byte) (count + 1);
        }
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        firstSpared = NO_FRAME;
        boolean newPageQueued = queuedBeforeSweep && incoming != NO_PAGE;
        int untilNewPage = lists.size(queue);
        @FrameIndex int oldest = lists.first(queue);
        while (oldest != NO_FRAME && spare(oldest)) {
            lists.moveToLast(queue, oldest);
            if (newPageQueued) {
                if (firstSpared == NO_FRAME) {
                    firstSpared = oldest;
                }
                if (--untilNewPage == 0) {
                    firstSpared = NO_FRAME;
                    return NO_FRAME;
                }
            }
            oldest = lists.first(queue);
        }
        return oldest;
    }

    private boolean spare(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame);
        if (most == 1 && pool().testAndClearReferenced(frame)) {
            uses[index] = 0;
            return true;
        }
        if (uses[index] == 0) {
            return false;
        }
        uses[index]--;
        return true;
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        lists.remove(queue, frame);
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        lists.moveToLast(queue, frame);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        if (frame == firstSpared) {
            firstSpared = NO_FRAME;
        }
        lists.remove(queue, frame);
    }
}
