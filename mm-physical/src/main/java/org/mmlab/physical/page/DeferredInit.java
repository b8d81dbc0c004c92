package org.mmlab.physical.page;

/** When the metadata of most frames are initialised (Linux: {@code CONFIG_DEFERRED_STRUCT_PAGE_INIT}). */
public enum DeferredInit {
    /** All at boot, by the boot CPU, before the page allocator runs. */
    OFF,
    /** A section of each node at boot, the rest by a thread of each node, before user space runs: as Linux does. */
    ON,
    /** As {@link #ON}, but nobody waits for the threads: the machine runs meanwhile. Linux never does so. */
    LATE
}
