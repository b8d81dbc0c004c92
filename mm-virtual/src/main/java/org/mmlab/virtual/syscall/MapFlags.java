package org.mmlab.virtual.syscall;

/** Flags of mmap, with the values of x86 (Linux: {@code include/uapi/asm-generic/mman-common.h}, {@code linux/mman.h}). */
public final class MapFlags {
    /** Writes are seen by other mappers. */
    public static final long SHARED = 0x01;
    /** Writes go to a private copy. */
    public static final long PRIVATE = 0x02;
    /** As SHARED, but unknown flags are an error. */
    public static final long SHARED_VALIDATE = 0x03;
    /** Private memory that may vanish. */
    public static final long DROPPABLE = 0x08;
    /** The bits that hold one of the four above. */
    public static final long TYPE = 0x0f;
    /** Exactly at the given address, over whatever is there. */
    public static final long FIXED = 0x10;
    /** No file. */
    public static final long ANONYMOUS = 0x20;
    /** In the first 2 GiB. */
    public static final long BELOW_2G = 0x40;
    /** Not in the first 4 GiB. */
    public static final long ABOVE_4G = 0x80;
    /** A stack. */
    public static final long GROWSDOWN = 0x100;
    /** Ignored. */
    public static final long DENYWRITE = 0x800;
    /** Ignored. */
    public static final long EXECUTABLE = 0x1000;
    /** Locked into memory. */
    public static final long LOCKED = 0x2000;
    /** Not charged. */
    public static final long NORESERVE = 0x4000;
    /** Pages are brought in at once. */
    public static final long POPULATE = 0x8000;
    /** POPULATE does nothing. */
    public static final long NONBLOCK = 0x10000;
    /** A thread's stack: no huge pages. */
    public static final long STACK = 0x20000;
    /** Huge pages from the pool. */
    public static final long HUGETLB = 0x40000;
    /** Synchronous faults on persistent memory. */
    public static final long SYNC = 0x80000;
    /** As FIXED, but an error where something is there. */
    public static final long FIXED_NOREPLACE = 0x100000;

    /** Where the flags hold the size of a huge page. */
    static final int HUGE_SHIFT = 26;
    /** The size's bits. */
    static final long HUGE_MASK = 0x3f;
    /** Flags that MAP_SHARED has always taken (Linux: {@code LEGACY_MAP_MASK}). */
    static final long LEGACY = SHARED
            | PRIVATE
            | FIXED
            | ANONYMOUS
            | BELOW_2G
            | ABOVE_4G
            | GROWSDOWN
            | DENYWRITE
            | EXECUTABLE
            | LOCKED
            | NORESERVE
            | POPULATE
            | NONBLOCK
            | STACK
            | HUGETLB
            | 21L << HUGE_SHIFT
            | 30L << HUGE_SHIFT;

    private MapFlags() {}
}
