package org.mmlab.lab.map;

import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

/** A zone's free blocks by order. */
final class FreeByOrder {
    private FreeByOrder() {}

    /** Free blocks of an order, of any type. */
    static long blocks(Zone zone, int order) {
        long blocks = 0;
        for (int type = 0; type < MigrateType.COUNT; type++) {
            blocks += zone.freeBlocks().blocks(order, type);
        }
        return blocks;
    }

    /** Frames in free blocks of an order and type. */
    static long frames(Zone zone, int order, int type) {
        return zone.freeBlocks().blocks(order, type) << order;
    }
}
