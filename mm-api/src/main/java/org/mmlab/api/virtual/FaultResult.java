package org.mmlab.api.virtual;

/** What became of a page fault: the bits of an int (Linux: {@code enum vm_fault_reason}, with its bit positions). */
public final class FaultResult {
    /** Handled; nothing more to say: a minor fault. */
    public static final int DONE = 0;
    /** No memory for the page. */
    public static final int OOM = 1;
    /** No such page: SIGBUS. */
    public static final int SIGBUS = 1 << 1;
    /** Had to wait for a device: a major fault. */
    public static final int MAJOR = 1 << 2;
    /** The access is refused: SIGSEGV. */
    public static final int SIGSEGV = 1 << 6;
    /** The entry is in place already: nothing is left to be mapped. */
    public static final int NOPAGE = 1 << 8;
    /** Waited without the lock; the fault begins anew. */
    public static final int RETRY = 1 << 10;
    /** A huge page cannot be used here: try base pages. */
    public static final int FALLBACK = 1 << 11;
    /** The bits that mean that the access cannot be made. */
    public static final int ERROR = OOM | SIGBUS | SIGSEGV;

    private FaultResult() {}
}
