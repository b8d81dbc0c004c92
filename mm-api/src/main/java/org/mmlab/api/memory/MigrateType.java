package org.mmlab.api.memory;

/**
 * What the frames of a pageblock are used for, so that what cannot move does not scatter (Linux: {@code enum migratetype}
 * without CMA, as Debian builds it). Plain ints, because they index free lists on the hot path.
 */
public final class MigrateType {
    /** Kernel memory that stays where it is. */
    public static final int UNMOVABLE = 0;
    /** User memory, which can be migrated. */
    public static final int MOVABLE = 1;
    /** Kernel memory that a shrinker can free. */
    public static final int RECLAIMABLE = 2;
    /** Reserved for urgent allocations of several frames; also the number of types that requests name and that pcp lists hold. */
    public static final int HIGHATOMIC = 3;
    /** Taken out of service: free frames of the pageblock are not handed out. */
    public static final int ISOLATE = 4;

    /** Number of types that an allocation can ask for. */
    public static final int PCP_TYPES = 3;
    /** Number of types. */
    public static final int COUNT = 5;

    private static final String[] NAMES = {"Unmovable", "Movable", "Reclaimable", "HighAtomic", "Isolate"};

    private MigrateType() {}

    /** The type's name in {@code /proc/pagetypeinfo}. */
    public static String kernelName(int type) {
        return NAMES[type];
    }

    /** Whether free blocks of that type may merge with another such type (Linux: {@code migratetype_is_mergeable}). */
    public static boolean mergeable(int type) {
        return type < PCP_TYPES;
    }
}
