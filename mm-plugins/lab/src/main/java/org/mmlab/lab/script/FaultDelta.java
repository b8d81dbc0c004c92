package org.mmlab.lab.script;

import org.mmlab.virtual.paging.FaultCounters;

/** Faults that a process took since some moment. */
record FaultDelta(long minor, long major, long events, long minorEvents, long majorEvents) {
    /** All faults so far. */
    static FaultDelta now(FaultCounters counters) {
        return new FaultDelta(
                counters.minor(), counters.major(), counters.events(), counters.minorEvents(), counters.majorEvents());
    }

    /** The difference to an earlier moment. */
    FaultDelta since(FaultDelta start) {
        return new FaultDelta(
                minor - start.minor,
                major - start.major,
                events - start.events,
                minorEvents - start.minorEvents,
                majorEvents - start.majorEvents);
    }
}
