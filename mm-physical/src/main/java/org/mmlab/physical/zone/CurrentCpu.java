package org.mmlab.physical.zone;

/** On which CPU the machine's thread is now; per-CPU counters and lists are those of this CPU. */
public final class CurrentCpu {
    private int cpu;

    /** CPU 0. */
    public CurrentCpu() {}

    /** The current CPU. */
    public int id() {
        return cpu;
    }

    /** Moves to another CPU; the scheduler does that, at switches of context. */
    public void set(int newCpu) {
        cpu = newCpu;
    }
}
