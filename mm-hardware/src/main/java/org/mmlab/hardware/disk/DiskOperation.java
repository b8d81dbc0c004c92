package org.mmlab.hardware.disk;

/** What a request does. */
public enum DiskOperation {
    /** From the device to memory. */
    READ,
    /** From memory to the device. */
    WRITE
}
