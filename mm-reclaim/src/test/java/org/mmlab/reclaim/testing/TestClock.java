package org.mmlab.reclaim.testing;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.mmlab.api.time.VirtualClock;

/** A virtual clock for tests of this module alone: events in order of time, then of scheduling; may be advanced by an event. */
public final class TestClock implements VirtualClock {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    private long nowNs;
    private long scheduled;

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void advance(long ns) {
        long until = nowNs + ns;
        while (!events.isEmpty() && events.peek().atNs <= until) {
            Event event = events.remove();
            nowNs = Math.max(nowNs, event.atNs);
            event.run.run();
        }
        nowNs = Math.max(nowNs, until);
    }

    @Override
    public void schedule(long delayNs, Runnable event) {
        events.add(new Event(nowNs + delayNs, scheduled++, event));
    }

    private record Event(long atNs, long number, Runnable run) {}
}
