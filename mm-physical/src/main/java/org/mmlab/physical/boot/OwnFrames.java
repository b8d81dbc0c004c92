package org.mmlab.physical.boot;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** Guards the memory that an allocator holds for itself. */
final class OwnFrames {
    private OwnFrames() {}

    /**
     * Objects to a reservation that comes too late.
     *
     * @throws IllegalStateException if the range and the metadata share a byte
     */
    static void refuseOverlap(String what, @PhysAddr long own, long ownBytes, @PhysAddr long base, long bytes) {
        if (ownBytes != 0 && base < own + ownBytes && own < base + bytes) {
            throw new IllegalStateException(String.format(
                    "0x%x bytes at 0x%x cannot be reserved any more: %s is there, 0x%x bytes at 0x%x;"
                            + " reserve what must be that very range before ready()",
                    bytes, Addresses.rawPhys(base), what, ownBytes, Addresses.rawPhys(own)));
        }
    }
}
