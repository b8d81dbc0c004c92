package org.mmlab.hardware.bus;

/** Who drives a bus cycle. */
public enum Initiator {
    /** A CPU, for the program's instructions and data. */
    CPU,
    /** The table walker of an MMU, or the refill routine that stands in for it. */
    WALKER,
    /** The kernel, editing page tables and frames. */
    KERNEL,
    /** A device, by direct memory access. */
    DMA
}
