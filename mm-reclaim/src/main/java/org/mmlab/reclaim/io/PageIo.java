package org.mmlab.reclaim.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.memory.FrameReferences;

/**
 * Requests in flight. A request holds a reference to each of its frames until it ends; it ends as an event on the virtual clock, or
 * at once where the device needs no time. Requests are used again: no garbage in steady state.
 */
public final class PageIo {
    private final VirtualClock clock;
    private final FrameReferences references;
    private final List<Request> inFlight = new ArrayList<>();
    private final ArrayDeque<Request> idle = new ArrayDeque<>();
    private long debtNs;

    /** Nothing in flight. */
    public PageIo(VirtualClock clock, FrameReferences references) {
        this.clock = clock;
        this.references = references;
    }

    /** Which way a request goes. */
    public enum Direction {
        /** From the device. */
        READ,
        /** To the device. */
        WRITE
    }

    /** Whoever submits requests, told of each frame when its request ends. */
    public interface Client {
        /** The frame holds what was read. */
        void readDone(@FrameIndex int frame);

        /** The frame is written. */
        void writeDone(@FrameIndex int frame);
    }

    /** Requests in flight. */
    public int inFlight() {
        return inFlight.size();
    }

    /** The first {@code count} frames are in flight until {@code doneNs}; {@code client} hears of each then. */
    public void submit(Direction direction, int[] frames, int count, long doneNs, Client client) {
        if (count == 0) {
            return;
        }
        Request request = take();
        request.start(direction, frames, count, doneNs, client);
        for (int i = 0; i < count; i++) {
            references.get(Addresses.frame(frames[i]));
        }
        begin(request);
    }

    /** One frame is in flight until {@code doneNs}. */
    public void submit(Direction direction, @FrameIndex int frame, long doneNs, Client client) {
        Request request = take();
        request.start(direction, frame, doneNs, client);
        references.get(frame);
        begin(request);
    }

    private Request take() {
        Request request = idle.poll();
        return request == null ? new Request(this) : request;
    }

    private void begin(Request request) {
        long delayNs = request.doneNs - clock.nowNs();
        if (delayNs <= 0) {
            end(request);
        } else {
            request.place = inFlight.size();
            inFlight.add(request);
            clock.schedule(delayNs, request);
        }
    }

    /**
     * Lets time pass until the request that {@code frame} is part of is done.
     *
     * @return whether there was something to wait for
     */
    public boolean await(@FrameIndex int frame) {
        int wanted = Addresses.rawFrame(frame);
        for (int i = 0; i < inFlight.size(); i++) {
            Request request = inFlight.get(i);
            for (int j = 0; j < request.count; j++) {
                if (request.frames[j] == wanted) {
                    clock.advance(Math.max(0, request.doneNs - clock.nowNs()));
                    return true;
                }
            }
        }
        return false;
    }

    /** The caller's own work takes until then: time that passes at the next {@link #settle}, lest events run in the middle of it. */
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

    private void leave(Request request) {
        Request last = inFlight.remove(inFlight.size() - 1);
        if (last != request) {
            inFlight.set(request.place, last);
            last.place = request.place;
        }
    }

    private void end(Request request) {
        for (int i = 0; i < request.count; i++) {
            @FrameIndex int frame = Addresses.frame(request.frames[i]);
            if (request.direction == Direction.READ) {
                request.client.readDone(frame);
            } else {
                request.client.writeDone(frame);
            }
            references.put(frame);
        }
        idle.push(request);
    }

    private static final class Request implements Runnable {
        private static final Client NOBODY = new Client() {
            @Override
            public void readDone(@FrameIndex int frame) {}

            @Override
            public void writeDone(@FrameIndex int frame) {}
        };

        private final PageIo owner;
        private int[] frames = new int[1];
        private int count;
        private long doneNs;
        private int place;
        private Direction direction = Direction.READ;
        private Client client = NOBODY;

        Request(PageIo owner) {
            this.owner = owner;
        }

        void start(Direction newDirection, int[] from, int newCount, long newDoneNs, Client newClient) {
            if (frames.length < newCount) {
                frames = Arrays.copyOf(frames, newCount);
            }
            System.arraycopy(from, 0, frames, 0, newCount);
            set(newDirection, newCount, newDoneNs, newClient);
        }

        void start(Direction newDirection, @FrameIndex int frame, long newDoneNs, Client newClient) {
            frames[0] = Addresses.rawFrame(frame);
            set(newDirection, 1, newDoneNs, newClient);
        }

        private void set(Direction newDirection, int newCount, long newDoneNs, Client newClient) {
            direction = newDirection;
            count = newCount;
            doneNs = newDoneNs;
            client = newClient;
        }

        @Override
        public void run() {
            owner.leave(this);
            owner.end(this);
        }
    }
}
