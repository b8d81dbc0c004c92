package org.mmlab.api.memory;

/**
 * What one attempt of the page allocator may do: derived from the GFP mask and from how desperate the allocation has become
 * (Linux: the {@code ALLOC_*} bits of {@code mm/internal.h}, same values). The two lowest bits name the watermark that must hold.
 */
public final class AllocFlag {
    /** Above the minimum watermark. */
    public static final int WMARK_MIN = 0;
    /** Above the low watermark. */
    public static final int WMARK_LOW = 1;
    /** Above the high watermark. */
    public static final int WMARK_HIGH = 2;
    /** No watermark holds. */
    public static final int NO_WATERMARKS = 4;
    /** The bits that name a watermark. */
    public static final int WMARK_MASK = NO_WATERMARKS - 1;
    /** For a process that is being killed. */
    public static final int OOM = 8;
    /** The caller cannot block. */
    public static final int NON_BLOCK = 0x10;
    /** Half of the minimum reserve may be used; the same bit as {@link Gfp#HIGH}. */
    public static final int MIN_RESERVE = 0x20;
    /** Only nodes of the cpuset. */
    public static final int CPUSET = 0x40;
    /** Pageblock types are not mixed: no fallback to smaller parts of a block of another type. */
    public static final int NOFRAGMENT = 0x100;
    /** Blocks reserved for urgent allocations of several frames may be used. */
    public static final int HIGHATOMIC = 0x200;
    /** kswapd may be woken; the same bit as {@link Gfp#KSWAPD_RECLAIM}. */
    public static final int KSWAPD = 0x800;
    /** Any access to reserves. */
    public static final int RESERVES = NON_BLOCK | MIN_RESERVE | HIGHATOMIC | OOM;

    private AllocFlag() {}
}
