package org.mmlab.reclaim.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.memory.FrameReferences;

/**
 * Requests in flight. A request holds a reference to each of its frames until it ends; it ends as an event on the virtual
 * clock, or at once where the device needs no time.
 */
public final class PageIo {
    private final VirtualClock clock;
    private final FrameReferences references;
    private final List<Request> inFlight = new ArrayList<>();
    private long debtNs;

    /** Nothing in flight. */
    public PageIo(VirtualClock clock, FrameReferences references) {
        this.clock = clock;
        this.references = references;
    }

    /** Requests in flight. */
    public int inFlight() {
        return inFlight.size();
    }

    /** The first {@code count} frames are in flight until {@code doneNs}; each is then given to {@code completion}. */
    public void submit(int[] frames, int count, long doneNs, Completion completion) {
        if (count == 0) {
            return;
        }
        Request request = new Request(Arrays.copyOf(frames, count), doneNs, completion);
        for (int frame : request.frames) {
            references.get(Addresses.frame(frame));
        }
        long delayNs = doneNs - clock.nowNs();
        if (delayNs <= 0) {
            end(request);
        } else {
            inFlight.add(request);
            clock.schedule(delayNs, () -> {
                inFlight.remove(request);
                end(request);
            });
        }
    }

    /**
     * Lets time pass until the request that {@code frame} is part of is done.
     *
     * @return whether there was something to wait for
     */
    public boolean await(@FrameIndex int frame) {
        int wanted = Addresses.rawFrame(frame);
        for (Request request : inFlight) {
            for (int candidate : request.frames) {
                if (candidate == wanted) {
                    clock.advance(Math.max(0, request.doneNs - clock.nowNs()));
                    return true;
                }
            }
        }
        return false;
    }

    /** The caller's own work takes until then: time that passes at the next wait, so that nothing happens in the middle of it. */
    public void spend(long untilNs) {
        debtNs += Math.max(0, untilNs - clock.nowNs());
    }

    /** Lets the time pass that {@link #spend} noted; called between operations, where events may run. */
    public void settle() {
        long debt = debtNs;
        debtNs = 0;
        if (debt > 0) {
            clock.advance(debt);
        }
    }

    private void end(Request request) {
        for (int frame : request.frames) {
            request.completion.done(Addresses.frame(frame));
            references.put(Addresses.frame(frame));
        }
    }

    /** What is done with a frame whose request ended. */
    @FunctionalInterface
    public interface Completion {
        /** The transfer of {@code frame} is done. */
        void done(@FrameIndex int frame);
    }

    private static final class Request {
        private final int[] frames;
        private final long doneNs;
        private final Completion completion;

        Request(int[] frames, long doneNs, Completion completion) {
            this.frames = frames;
            this.doneNs = doneNs;
            this.completion = completion;
        }
    }
}
