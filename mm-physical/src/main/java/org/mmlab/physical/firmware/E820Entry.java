package org.mmlab.physical.firmware;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * One range of the map (Linux: {@code struct e820_entry}).
 *
 * @param start its first byte
 * @param bytes its size; 0 in a table for a range that was removed
 * @param type one of {@link E820Type}, or any other number
 */
public record E820Entry(@PhysAddr long start, long bytes, int type) {
    /** The first byte after it. */
    public @PhysAddr long end() {
        return start + bytes;
    }

    /** Whether the kernel may use it from the start. */
    public boolean isUsable() {
        return type == E820Type.RAM || type == E820Type.RESERVED_KERN;
    }

    E820Entry withBounds(@PhysAddr long newStart, @PhysAddr long newEnd) {
        return new E820Entry(newStart, newEnd - newStart, type);
    }

    E820Entry withType(int newType) {
        return new E820Entry(start, bytes, newType);
    }

    /** As the kernel prints it: {@code [mem 0x…-0x…] usable}. */
    @Override
    public String toString() {
        return String.format(
                "[mem 0x%016x-0x%016x] %s",
                Addresses.rawPhys(start), Addresses.rawPhys(end()) - 1, E820Type.dmesgName(type));
    }
}
