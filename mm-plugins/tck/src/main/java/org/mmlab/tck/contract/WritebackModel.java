package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.mmlab.api.reclaim.WritebackContext;
import org.mmlab.api.reclaim.WritebackPolicy;
import org.mmlab.tck.contract.WritebackPolicyContract.Happening;

/** A machine with one file, whose pages a device writes one after the other; it allows the policy only what it may do at the time. */
final class WritebackModel implements WritebackContext {
    /** A minute. */
    static final long MINUTE_NS = 60_000_000_000L;

    private static final long MILLISECOND_NS = 1_000_000;
    private static final long PAGE_WRITE_NS = 20_000;
    private static final int FILE_PAGES = 4000;
    private static final int MOST_EVENTS_AT_ONCE = 10_000;

    /** Which calls the policy may make. */
    private enum Allowed {
        NOTHING_BUT_EVENTS,
        WRITE,
        WRITE_AND_WAIT
    }

    private record Event(long atNs, long number, Runnable run) {}

    private final WritebackPolicy policy;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    private final List<String> writes = new ArrayList<>();
    private Allowed allowed = Allowed.NOTHING_BUT_EVENTS;
    private long nowNs;
    private long number;
    private int atOnce;
    private int dirty;
    private int writeback;
    private long dirtySinceNs;
    private long deviceFreeNs;

    private WritebackModel(WritebackPolicy policy) {
        this.policy = policy;
    }

    /** A machine whose file is clean, with the policy attached. */
    static WritebackModel of(WritebackPolicy policy) {
        WritebackModel model = new WritebackModel(policy);
        policy.attach(model);
        return model;
    }

    /** All writes so far. */
    List<String> writes() {
        return writes;
    }

    void happen(Happening happening) {
        switch (happening.kind()) {
            case TOUCH -> dirty(happening.amount());
            case WRITE -> {
                dirty(happening.amount());
                allowed = Allowed.WRITE_AND_WAIT;
                policy.balance(happening.amount());
                allowed = Allowed.NOTHING_BUT_EVENTS;
            }
            case RECLAIM -> policy.reclaimWants();
            case PAUSE -> pass(happening.amount() * MILLISECOND_NS);
        }
    }

    private void dirty(int pages) {
        for (int i = 0; i < pages && dirty + writeback < FILE_PAGES; i++) {
            if (dirty++ == 0) {
                dirtySinceNs = nowNs;
                policy.firstDirty();
            }
            policy.dirtied();
        }
    }

    /** Lets time pass and runs what was scheduled for it. */
    void pass(long ns) {
        long untilNs = nowNs + ns;
        Event next = events.peek();
        while (next != null && next.atNs() <= untilNs) {
            events.remove(next);
            run(next);
            next = events.peek();
        }
        nowNs = untilNs;
    }

    private void run(Event event) {
        atOnce = event.atNs() == nowNs ? atOnce + 1 : 0;
        if (atOnce > MOST_EVENTS_AT_ONCE) {
            throw Subject.wrong(
                    policy, "schedules one event after the other at " + nowNs + " ns: the clock stands still");
        }
        nowNs = Math.max(nowNs, event.atNs());
        Allowed before = allowed;
        allowed = Allowed.WRITE;
        event.run().run();
        allowed = before;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void schedule(long delayNs, Runnable event) {
        if (delayNs < 0) {
            throw Subject.wrong(policy, "schedules an event " + -delayNs + " ns ago");
        }
        events.add(new Event(nowNs + delayNs, number++, event));
    }

    @Override
    public void advance(long ns) {
        if (allowed != Allowed.WRITE_AND_WAIT || ns < 0) {
            throw Subject.wrong(policy, "lets " + ns + " ns pass; time passes forwards, and only within balance");
        }
        pass(ns);
    }

    @Override
    public int write(long dirtiedByNs, int most) {
        if (allowed == Allowed.NOTHING_BUT_EVENTS) {
            throw Subject.wrong(policy, "writes where it may not: in the middle of a fault, a write or reclaim");
        }
        if (most < 0) {
            throw Subject.wrong(policy, "writes at most " + most + " pages, must be 0 and up");
        }
        int count = dirtiedByNs < oldestDirtyNs() ? 0 : Math.min(most, dirty);
        writes.add(count + " of at most " + most + " pages at " + nowNs);
        dirty -= count;
        writeback += count;
        deviceFreeNs = Math.max(deviceFreeNs, nowNs) + count * PAGE_WRITE_NS;
        events.add(new Event(deviceFreeNs, number++, () -> writeback -= count));
        return count;
    }

    @Override
    public long dirtyable() {
        return FILE_PAGES;
    }

    @Override
    public long dirty() {
        return dirty;
    }

    @Override
    public long writeback() {
        return writeback;
    }

    @Override
    public long oldestDirtyNs() {
        return dirty == 0 ? Long.MAX_VALUE : dirtySinceNs;
    }
}
