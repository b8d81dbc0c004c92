package org.mmlab.hardware.bus;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * One cycle as the access log recorded it: what was on the lines.
 *
 * @param number cycles on this bus before it
 * @param initiator who drove it
 * @param control the control lines: read or write
 * @param address the address lines
 * @param bytes width of the transfer
 * @param data the data lines, little-endian; of a transfer of more than 8 bytes the first 8
 */
public record BusCycle(
        long number,
        Initiator initiator,
        Control control,
        @PhysAddr long address,
        int bytes,
        long data) {
    /** What the control lines ask for. */
    public enum Control {
        /** Data goes to the initiator. */
        READ,
        /** Data comes from the initiator. */
        WRITE
    }

    @Override
    public String toString() {
        return String.format(
                "%d %s %s [0x%012x] %d bytes 0x%x",
                number, initiator, control, Addresses.rawPhys(address), bytes, data);
    }
}
