package org.mmlab.virtual.fault;

/** What a fault is asked to do, as a mask (Linux: {@code enum fault_flag}). */
public final class FaultFlag {
    /** The access is a write. */
    public static final int WRITE = 1;
    /** A second attempt, after waiting for a device. */
    public static final int TRIED = 1 << 1;
    /** Made by a CPU's access and not by the kernel on behalf of mlock and the like; only these count in perf's events. */
    public static final int ACCESS = 1 << 2;

    /** Made by a program and not by the kernel: tried first with the area's lock alone. */
    public static final int USER = 1 << 3;

    /** Whoever makes it cannot let go of the address space's lock: it waits where others try again (no {@code ALLOW_RETRY}). */
    public static final int NO_RETRY = 1 << 4;

    private FaultFlag() {}

    /** Whether it may end with a demand to be made again. */
    static boolean mayRetry(int flags) {
        return (flags & (TRIED | NO_RETRY)) == 0;
    }

    /** Whether the write bit is set. */
    static boolean isWrite(int flags) {
        return (flags & WRITE) != 0;
    }
}
