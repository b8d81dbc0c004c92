package org.mmlab.api.time;

/** The machine's clock in nanoseconds since power-on, with the events that are due. Confined to the machine's thread. */
public interface VirtualClock {
    /** Nanoseconds since power-on. */
    long nowNs();

    /**
     * Lets time pass and runs, in order of time and then of scheduling, every event that falls due on the way.
     *
     * @param ns nanoseconds, 0 or more
     */
    void advance(long ns);

    /** Runs {@code event} once, {@code delayNs} nanoseconds from now, within some later {@link #advance}. */
    void schedule(long delayNs, Runnable event);
}
