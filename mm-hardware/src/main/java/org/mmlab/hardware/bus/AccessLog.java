package org.mmlab.hardware.bus;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** The last cycles of a bus, in a ring of primitive arrays. Recording is O(1) and allocation-free. */
public final class AccessLog {
    private static final Initiator[] INITIATORS = Initiator.values();

    private final long[] addresses;
    private final long[] data;
    private final int[] kinds;
    private long count;

    /** A log that keeps the last {@code capacity} cycles. */
    public AccessLog(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("an access log needs room for at least 1 cycle, got " + capacity);
        }
        addresses = new long[capacity];
        data = new long[capacity];
        kinds = new int[capacity];
    }

    void record(Initiator initiator, BusCycle.Control control, @PhysAddr long address, int bytes, long value) {
        int at = (int) (count++ % addresses.length);
        addresses[at] = Addresses.rawPhys(address);
        data[at] = value;
        kinds[at] = bytes << 4 | initiator.ordinal() << 1 | control.ordinal();
    }

    /** Forgets all cycles and counts from 0 again. */
    public void clear() {
        count = 0;
    }

    /** Cycles recorded since the last {@link #clear}, those that the ring has lost included. */
    public long count() {
        return count;
    }

    /** The cycles that the ring still holds, the oldest first. A copy. */
    public List<BusCycle> cycles() {
        List<BusCycle> cycles = new ArrayList<>();
        for (long number = Math.max(0, count - addresses.length); number < count; number++) {
            int at = (int) (number % addresses.length);
            cycles.add(new BusCycle(
                    number,
                    INITIATORS[kinds[at] >>> 1 & 7],
                    (kinds[at] & 1) == 0 ? BusCycle.Control.READ : BusCycle.Control.WRITE,
                    Addresses.phys(addresses[at]),
                    kinds[at] >>> 4,
                    data[at]));
        }
        return cycles;
    }
}
