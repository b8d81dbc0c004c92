package org.mmlab.physical.memblock;

/** From which end of free memory memblock allocates (Linux: {@code memblock_set_bottom_up}). */
public enum AllocationDirection {
    /** The highest fitting address, Linux's default. */
    TOP_DOWN,

    /** The lowest fitting address, which {@code movable_node} uses to keep early allocations near the kernel. */
    BOTTOM_UP
}
