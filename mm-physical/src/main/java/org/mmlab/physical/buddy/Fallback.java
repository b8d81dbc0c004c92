package org.mmlab.physical.buddy;

import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;

/** Takes blocks for a migratetype, from the lists of others where its own are empty. */
interface Fallback {
    /** Starts a series of {@link #take} calls between which nothing else happens. */
    void begin();

    /** Takes a block, or gives {@link FreeAreas#NONE}. */
    int take(int order, int type, int flags);

    /** Takes from the type's own lists, the smallest block that fits, or gives {@link FreeAreas#NONE}. */
    int smallest(int order, int type);

    /** Ends a series that gave {@code blocks} blocks of an order. */
    void end(int blocks, int order);

    /** Whose lists are tried, in turn, for a type that has run dry. */
    int[][] ORDER = {
        {MigrateType.RECLAIMABLE, MigrateType.MOVABLE},
        {MigrateType.RECLAIMABLE, MigrateType.UNMOVABLE},
        {MigrateType.UNMOVABLE, MigrateType.MOVABLE},
    };

    /** The first type with a free block of exactly that order among those that {@code type} falls back to, or -1. */
    static int suitable(FreeAreas areas, int order, int type) {
        for (int other : ORDER[type]) {
            if (!areas.isEmpty(order, other)) {
                return other;
            }
        }
        return NO_TYPE;
    }

    /** No type: nothing of that order is free. */
    int NO_TYPE = -1;

    /**
     * Whether a block of that order is reason to take its whole pageblock over: large ones always, small ones for types that would
     * otherwise pollute movable pageblocks (Linux: {@code can_steal_fallback}).
     */
    static boolean mayClaim(int order, int type, int pageblockOrder, boolean grouped) {
        return order >= pageblockOrder / 2 || type != MigrateType.MOVABLE || !grouped;
    }

    /** Greatest order. */
    int MAX_ORDER = FrameAllocator.MAX_ORDER;
}
