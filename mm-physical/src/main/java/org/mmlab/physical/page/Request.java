package org.mmlab.physical.page;

import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

/** A request in the slow path, and what became of it. The fast path needs none; {@link SlowPath} uses them again. */
final class Request {
    private static final int MAX_COMPACT_RETRIES = 16;
    private static final Zone[] NO_ZONES = {};
    private static final long ALL_NODES = -1L;

    int gfp;
    int migratetype;
    int order;
    int node;
    Zone[] zones = NO_ZONES;
    long nodeMask = ALL_NODES;
    Compactor.Result compaction = Compactor.Result.SKIPPED;
    Compactor.Priority priority = Compactor.Priority.ASYNC;
    boolean oomProgress;
    boolean usedAllReserves;
    private int compactRetries;

    /** Makes this a fresh request. */
    void start(int newGfp, int newMigratetype, int newOrder, int newNode, Zone[] newZones, long newNodeMask) {
        gfp = newGfp;
        migratetype = newMigratetype;
        order = newOrder;
        node = newNode;
        zones = newZones;
        nodeMask = newNodeMask;
        compaction = Compactor.Result.SKIPPED;
        oomProgress = false;
        usedAllReserves = false;
        compactRetries = 0;
    }

    boolean isMovable() {
        return migratetype == MigrateType.MOVABLE;
    }

    /** After compaction that did something: some more rounds where it made blocks, else rounds of higher priority. */
    boolean mayCompactAgain(int costlyOrder) {
        int most = order > costlyOrder ? MAX_COMPACT_RETRIES / 4 : MAX_COMPACT_RETRIES;
        if (compaction == Compactor.Result.SUCCESS && ++compactRetries <= most) {
            return true;
        }
        Compactor.Priority least = order > costlyOrder ? Compactor.Priority.SYNC_LIGHT : Compactor.Priority.SYNC_FULL;
        if (priority.compareTo(least) <= 0) {
            return false;
        }
        priority = Compactor.Priority.values()[priority.ordinal() - 1];
        compactRetries = 0;
        return true;
    }
}
