package org.mmlab.hardware.clock;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.time.VirtualClock;

/**
 * A clock with a binary heap of events: earliest first, and among those of one instant in the order of scheduling. Scheduling and
 * running cost O(log events); no allocation beyond the growth of the heap.
 *
 * <p>An event may schedule others and may let time pass itself ({@link #advance} within an event runs what falls due); the outer
 * advance then goes on from the later instant. Time never goes back.
 */
public final class EventClock implements VirtualClock {
    private static final int INITIAL = 64;

    private long[] times = new long[INITIAL];
    private long[] orders = new long[INITIAL];
    private @Nullable Runnable[] events = new @Nullable Runnable[INITIAL];
    private int size;
    private long scheduled;
    private long nowNs;

    /** Power-on: time 0, nothing due. */
    public EventClock() {}

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Number of events that have not run. */
    public int pending() {
        return size;
    }

    /** When the next event is due, in nanoseconds since power-on; {@link Long#MAX_VALUE} where there is none. */
    public long nextEventNs() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    @Override
    public void advance(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("time cannot advance by " + ns + " ns; it must be 0 or more");
        }
        advanceTo(nowNs + ns);
    }

    /** Lets time pass up to an instant; nothing happens where it is past. */
    public void advanceTo(long ns) {
        while (size > 0 && times[0] <= ns) {
            nowNs = Math.max(nowNs, times[0]);
            removeFirst().run();
        }
        nowNs = Math.max(nowNs, ns);
    }

    @Override
    public void schedule(long delayNs, Runnable event) {
        if (delayNs < 0) {
            throw new IllegalArgumentException(
                    "an event cannot be " + -delayNs + " ns ago; the delay must be 0 or more");
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        siftUp(size++, nowNs + delayNs, scheduled++, event);
    }

    private void siftUp(int from, long time, long order, Runnable event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (isBefore(parent, time, order)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, order, event);
    }

    private Runnable removeFirst() {
        Runnable first = event(0);
        size--;
        long time = times[size];
        long order = orders[size];
        Runnable last = event(size);
        events[size] = null;
        if (size > 0) {
            siftDown(time, order, last);
        }
        return first;
    }

    private void siftDown(long time, long order, Runnable event) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(child + 1, times[child], orders[child])) {
                child++;
            }
            if (!isBefore(child, time, order)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, order, event);
    }

    private Runnable event(int at) {
        Runnable event = events[at];
        if (event == null) {
            throw new IllegalStateException("the event queue has no event at " + at + " of " + size);
        }
        return event;
    }

    private boolean isBefore(int at, long time, long order) {
        return times[at] < time || times[at] == time && orders[at] < order;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        orders[to] = orders[from];
        events[to] = events[from];
    }

    private void put(int at, long time, long order, Runnable event) {
        times[at] = time;
        orders[at] = order;
        events[at] = event;
    }
}
