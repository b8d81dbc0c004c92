package org.mmlab.virtual.paging;

/**
 * Faults of one process. {@link #minor} and {@link #major} are getrusage's and count the kernel's faults on its behalf too; the
 * others are perf's software events, which count CPU accesses alone, {@link #events} also those that end in a signal (Linux:
 * {@code mm_account_fault}).
 */
public final class FaultCounters {
    private long minor;
    private long major;
    private long events;
    private long minorEvents;
    private long majorEvents;

    /** All zero. */
    public FaultCounters() {}

    /** Faults that did not wait for a device. */
    public long minor() {
        return minor;
    }

    /** Faults that did. */
    public long major() {
        return major;
    }

    /** PERF_COUNT_SW_PAGE_FAULTS. */
    public long events() {
        return events;
    }

    /** PERF_COUNT_SW_PAGE_FAULTS_MIN. */
    public long minorEvents() {
        return minorEvents;
    }

    /** PERF_COUNT_SW_PAGE_FAULTS_MAJ. */
    public long majorEvents() {
        return majorEvents;
    }

    /** A CPU faulted. */
    public void event() {
        events++;
    }

    /** A CPU's fault was handled. */
    public void handledEvent(boolean wasMajor) {
        handled(wasMajor);
        if (wasMajor) {
            majorEvents++;
        } else {
            minorEvents++;
        }
    }

    /** A fault that the kernel made on the process's behalf was handled. */
    public void handled(boolean wasMajor) {
        if (wasMajor) {
            major++;
        } else {
            minor++;
        }
    }
}
