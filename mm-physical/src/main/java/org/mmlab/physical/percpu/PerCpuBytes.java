package org.mmlab.physical.percpu;

import org.mmlab.api.address.qual.PhysAddr;

/** The simulated RAM in which units lie. */
public interface PerCpuBytes {
    /** RAM that keeps nothing. */
    PerCpuBytes NONE = new PerCpuBytes() {
        @Override
        public void write(@PhysAddr long address, byte[] bytes, int from, int count) {}
    };

    /** Stores {@code count} bytes from index {@code from} on, within a page. */
    void write(@PhysAddr long address, byte[] bytes, int from, int count);
}
