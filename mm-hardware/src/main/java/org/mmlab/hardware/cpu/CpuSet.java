package org.mmlab.hardware.cpu;

import java.util.BitSet;

/**
 * A set of CPU numbers, such as those that may hold translations of an address space (Linux: {@code mm_cpumask}). Up to 64 CPUs
 * cost one word.
 */
public final class CpuSet {
    private final BitSet cpus = new BitSet(Long.SIZE);

    /** Empty. */
    public CpuSet() {}

    /** Adds a CPU. */
    public void add(int cpu) {
        cpus.set(cpu);
    }

    /** Takes a CPU out. */
    public void remove(int cpu) {
        cpus.clear(cpu);
    }

    /** Whether a CPU is in it. */
    public boolean contains(int cpu) {
        return cpus.get(cpu);
    }

    /** The least CPU from {@code from} on; negative where there is none. */
    public int next(int from) {
        return cpus.nextSetBit(from);
    }

    /** Number of CPUs in it. */
    public int size() {
        return cpus.cardinality();
    }

    @Override
    public String toString() {
        return cpus.toString();
    }
}
