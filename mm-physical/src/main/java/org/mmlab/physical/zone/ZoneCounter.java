package org.mmlab.physical.zone;

/**
 * A zone counter that CPUs change without touching the shared value at every step: each CPU keeps a rest of its own, which is
 * folded into the shared value when it grows beyond a threshold (Linux: {@code __mod_zone_page_state}, {@code vm_stat_diff}).
 * Watermarks are checked against the shared value alone, which is therefore a little wrong, as in the kernel.
 */
public final class ZoneCounter {
    private long global;
    private final int[] rest;
    private int threshold;

    /** Zero, with a threshold of 0: every change goes straight to the shared value. */
    public ZoneCounter(int cpus) {
        rest = new int[cpus];
    }

    /** Adds {@code delta} on a CPU. */
    public void add(int cpu, long delta) {
        long sum = rest[cpu] + delta;
        if (sum > threshold || sum < -threshold) {
            global += sum;
            sum = 0;
        }
        rest[cpu] = (int) sum;
    }

    /** The shared value; never below zero (Linux: {@code zone_page_state}). */
    public long global() {
        return Math.max(global, 0);
    }

    /** The exact value: shared and all rests (Linux: {@code zone_page_state_snapshot}). */
    public long exact() {
        long sum = global;
        for (int r : rest) {
            sum += r;
        }
        return sum;
    }

    /** A CPU's rest. */
    public int rest(int cpu) {
        return rest[cpu];
    }

    /** Greatest rest that is kept. */
    public int threshold() {
        return threshold;
    }

    /** Sets the threshold; rests above it stay until their next change. */
    public void setThreshold(int threshold) {
        this.threshold = threshold;
    }

    /** Folds a CPU's rest into the shared value, as the vmstat worker does; says whether there was one. */
    public boolean fold(int cpu) {
        int folded = rest[cpu];
        global += folded;
        rest[cpu] = 0;
        return folded != 0;
    }

    /** Sets the shared value and a CPU's rest, to continue from a recorded state. */
    public void set(long newGlobal, int cpu, int newRest) {
        global = newGlobal;
        rest[cpu] = newRest;
    }
}
