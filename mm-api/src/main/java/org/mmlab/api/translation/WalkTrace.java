package org.mmlab.api.translation;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** A recording of one walk, step by step, for {@code mm walk} and tests. Used again after {@link #clear}. */
public final class WalkTrace {
    private int[] levels = new int[8];
    private int[] indexes = new int[8];
    private long[] addresses = new long[8];
    private long[] entries = new long[8];
    private long[] after = new long[8];
    private int steps;

    /** Empty. */
    public WalkTrace() {}

    /** Forgets all steps. */
    public void clear() {
        steps = 0;
    }

    /** Appends a step; called by the walker through {@link WalkResult#step}. */
    public void step(int level, int index, @PhysAddr long address, long entry) {
        if (steps == levels.length) {
            int size = steps * 2;
            levels = Arrays.copyOf(levels, size);
            indexes = Arrays.copyOf(indexes, size);
            addresses = Arrays.copyOf(addresses, size);
            entries = Arrays.copyOf(entries, size);
            after = Arrays.copyOf(after, size);
        }
        levels[steps] = level;
        indexes[steps] = index;
        addresses[steps] = Addresses.rawPhys(address);
        entries[steps] = entry;
        after[steps] = entry;
        steps++;
    }

    /** Notes what the walker stored in an entry that it read. */
    public void stored(@PhysAddr long address, long entry) {
        long raw = Addresses.rawPhys(address);
        for (int i = 0; i < steps; i++) {
            if (addresses[i] == raw) {
                after[i] = entry;
            }
        }
    }

    /** Number of entries read. */
    public int steps() {
        return steps;
    }

    /** Level of the entry read in {@code step}, from 0. */
    public int level(int step) {
        return levels[check(step)];
    }

    /** Index of the entry in its table; in a hash table, of the chain element. */
    public int index(int step) {
        return indexes[check(step)];
    }

    /** Physical address of the entry. */
    public @PhysAddr long address(int step) {
        return Addresses.phys(addresses[check(step)]);
    }

    /** The entry as it was read. */
    public long entry(int step) {
        return entries[check(step)];
    }

    /** The entry as the walk left it, with the bits that the hardware set. */
    public long entryAfter(int step) {
        return after[check(step)];
    }

    private int check(int step) {
        if (step < 0 || step >= steps) {
            throw new IndexOutOfBoundsException("step " + step + " of a walk of " + steps);
        }
        return step;
    }
}
