package org.mmlab.hardware.ram;

/** Whether a machine's RAM holds what is written to it. */
public enum Contents {
    /** Every frame's bytes are held, so that what is written is what is read. */
    FULL,
    /** Data is not held and reads as zero; behaviour and counters are the same. Page tables hold their words all the same. */
    NONE
}
