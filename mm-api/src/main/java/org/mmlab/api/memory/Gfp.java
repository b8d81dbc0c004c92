package org.mmlab.api.memory;

/**
 * The flags of an allocation request, with Linux 6.12's bit positions ({@code include/linux/gfp_types.h}). A request is an int:
 * the or of flags, most often one of the combinations at the end.
 */
public final class Gfp {
    /** From ZONE_DMA (below 16 MiB). */
    public static final int DMA = 1;
    /** May come from ZONE_HIGHMEM. */
    public static final int HIGHMEM = 1 << 1;
    /** From ZONE_DMA32 (below 4 GiB). */
    public static final int DMA32 = 1 << 2;
    /** Can be moved by migration or reclaimed; with HIGHMEM may come from ZONE_MOVABLE. */
    public static final int MOVABLE = 1 << 3;
    /** Can be reclaimed through a shrinker. */
    public static final int RECLAIMABLE = 1 << 4;
    /** Urgent: may use part of the reserves. */
    public static final int HIGH = 1 << 5;
    /** Reclaim may start physical I/O. */
    public static final int IO = 1 << 6;
    /** Reclaim may call into file systems. */
    public static final int FS = 1 << 7;
    /** Zero the frames. */
    public static final int ZERO = 1 << 8;
    /** In Linux 6.1 the mark of {@link #ATOMIC} requests ({@code __GFP_ATOMIC}); means nothing since 6.3. */
    public static final int ATOMIC_BIT_6_1 = 1 << 9;
    /** May enter direct reclaim: the caller can wait. */
    public static final int DIRECT_RECLAIM = 1 << 10;
    /** Wakes kswapd when memory is low. */
    public static final int KSWAPD_RECLAIM = 1 << 11;
    /** The page will be dirtied. */
    public static final int WRITE = 1 << 12;
    /** No warning on failure. */
    public static final int NOWARN = 1 << 13;
    /** Tries hard, may fail. */
    public static final int RETRY_MAYFAIL = 1 << 14;
    /** Never fails. */
    public static final int NOFAIL = 1 << 15;
    /** One round of direct reclaim, then fails. */
    public static final int NORETRY = 1 << 16;
    /** May use all reserves: the caller will free more than it takes. */
    public static final int MEMALLOC = 1 << 17;
    /** Makes a compound page. */
    public static final int COMP = 1 << 18;
    /** Never uses reserves, whoever asks. */
    public static final int NOMEMALLOC = 1 << 19;
    /** Obeys the cpuset. */
    public static final int HARDWALL = 1 << 20;
    /** From the named node alone. */
    public static final int THISNODE = 1 << 21;
    /** Charged to a memory cgroup. */
    public static final int ACCOUNT = 1 << 22;
    /** Zeroes the tags of memory that is zeroed: of machines with tagged memory alone, which none here has. */
    public static final int ZEROTAGS = 1 << 23;
    /** No room for extensions of slab objects, whose own vectors are allocated so; of the slab allocator alone. */
    public static final int NO_OBJ_EXT = 1 << 24;
    /** Not zeroed although the kernel zeroes all allocations: no bit in kernels without {@code KASAN_HW_TAGS}, as on x86. */
    public static final int SKIP_ZERO = 0;
    /** Not unpoisoned for KASAN: no bit in kernels without {@code KASAN_HW_TAGS}, as on x86. */
    public static final int SKIP_KASAN = 0;
    /** Not followed by lockdep: no bit in kernels without {@code LOCKDEP}, as distributions build them. */
    public static final int NOLOCKDEP = 0;
    /** Every bit that means something (Linux: {@code __GFP_BITS_MASK}, without the unused bit). */
    public static final int ALL = (NO_OBJ_EXT << 1) - 1 & ~ATOMIC_BIT_6_1;

    /** May reclaim directly and through kswapd. */
    public static final int RECLAIM = DIRECT_RECLAIM | KSWAPD_RECLAIM;
    /** Cannot sleep, may use reserves. */
    public static final int ATOMIC = HIGH | KSWAPD_RECLAIM;
    /** The kernel's own memory. */
    public static final int KERNEL = RECLAIM | IO | FS;
    /** Kernel memory that is charged. */
    public static final int KERNEL_ACCOUNT = KERNEL | ACCOUNT;
    /** Cannot sleep. */
    public static final int NOWAIT = KSWAPD_RECLAIM | NOWARN;
    /** No I/O. */
    public static final int NOIO = RECLAIM;
    /** No file-system calls. */
    public static final int NOFS = RECLAIM | IO;
    /** For user space, reachable by the kernel. */
    public static final int USER = RECLAIM | IO | FS | HARDWALL;
    /** For user space, may be high memory. */
    public static final int HIGHUSER = USER | HIGHMEM;
    /** For user space, movable. */
    public static final int HIGHUSER_MOVABLE = HIGHUSER | MOVABLE | SKIP_KASAN;
    /** A huge page without reclaim. */
    public static final int TRANSHUGE_LIGHT = (HIGHUSER_MOVABLE | COMP | NOMEMALLOC | NOWARN) & ~RECLAIM;
    /** A huge page. */
    public static final int TRANSHUGE = TRANSHUGE_LIGHT | DIRECT_RECLAIM;

    /** The flags that choose a zone (Linux: {@code GFP_ZONEMASK}). */
    public static final int ZONE_MASK = DMA | HIGHMEM | DMA32 | MOVABLE;

    private static final int MOBILITY_SHIFT = 3;

    private Gfp() {}

    /**
     * The {@link MigrateType} that a request asks for (Linux: {@code gfp_migratetype}). MOVABLE and RECLAIMABLE together are
     * illegal; such a request counts as unmovable.
     */
    public static int migratetype(int gfp) {
        int type = (gfp & (MOVABLE | RECLAIMABLE)) >>> MOBILITY_SHIFT;
        return type == (MigrateType.MOVABLE | MigrateType.RECLAIMABLE) ? MigrateType.UNMOVABLE : type;
    }

    /**
     * The highest kind of zone that may serve a request (Linux: {@code gfp_zone}); where the machine has no such zone, the next
     * lower one that it has counts, except that DMA32 without such a zone means Normal.
     *
     * @throws IllegalArgumentException where the zone bits contradict each other
     */
    public static ZoneType highestZone(int gfp) {
        return switch (gfp & ZONE_MASK) {
            case 0, MOVABLE -> ZoneType.NORMAL;
            case DMA, DMA | MOVABLE -> ZoneType.DMA;
            case DMA32, DMA32 | MOVABLE -> ZoneType.DMA32;
            case HIGHMEM -> ZoneType.HIGHMEM;
            case HIGHMEM | MOVABLE -> ZoneType.MOVABLE;
            default ->
                throw new IllegalArgumentException(String.format(
                        "gfp 0x%x names several zones: at most one of DMA, DMA32 and HIGHMEM may be set", gfp));
        };
    }
}
