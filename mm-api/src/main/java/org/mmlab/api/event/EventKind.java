package org.mmlab.api.event;

/** The kinds of event; operands in brackets. */
public final class EventKind {
    /** A page fault was handled [virtual address, access mask, result]. */
    public static final int FAULT = 1;
    /** A block of frames was allocated [pfn, order, gfp]. */
    public static final int ALLOCATE = 2;
    /** A block of frames was freed [pfn, order, 0]. */
    public static final int FREE = 3;
    /** A page was evicted [pfn, mapping, index]. */
    public static final int EVICT = 4;
    /** A TLB was flushed [cpu, first virtual address, bytes or 0 for all]. */
    public static final int TLB_FLUSH = 5;
    /** A page went to swap [pfn, swap entry, 0]. */
    public static final int SWAP_OUT = 6;
    /** A page came from swap [pfn, swap entry, 0]. */
    public static final int SWAP_IN = 7;
    /** A page was written to its file [pfn, mapping, index]. */
    public static final int WRITEBACK = 8;
    /** A process was killed for want of memory [pid, pages freed, 0]. */
    public static final int OOM_KILL = 9;

    private EventKind() {}
}
