package org.mmlab.api.event;

import java.util.Arrays;

/** The machine's event counters (Linux: {@code vm_event_states}). Every operation is O(1); confined to the machine's thread. */
public final class VmStat {
    private final long[] counts = new long[VmEvent.values().length];

    /** All zero. */
    public VmStat() {}

    /** Counts one event. */
    public void count(VmEvent event) {
        counts[event.ordinal()]++;
    }

    /** Counts {@code delta} events. */
    public void add(VmEvent event, long delta) {
        counts[event.ordinal()] += delta;
    }

    /** How often an event happened. */
    public long get(VmEvent event) {
        return counts[event.ordinal()];
    }

    /** All counts, by ordinal. A copy. */
    public long[] snapshot() {
        return Arrays.copyOf(counts, counts.length);
    }
}
