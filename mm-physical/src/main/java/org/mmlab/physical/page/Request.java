package org.mmlab.physical.page;

import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

/** A request in the slow path, and what became of it. The fast path makes none. */
final class Request {
    private static final int MAX_COMPACT_RETRIES = 16;

    final int gfp;
    final int order;
    final int node;
    final Zone[] zones;
    final long nodeMask;
    Compactor.Result compaction = Compactor.Result.SKIPPED;
    boolean oomProgress;
    boolean usedAllReserves;
    private int compactRetries;

    Request(int gfp, int order, int node, Zone[] zones, long nodeMask) {
        this.gfp = gfp;
        this.order = order;
        this.node = node;
        this.zones = zones;
        this.nodeMask = nodeMask;
    }

    int migratetype() {
        return Gfp.migratetype(gfp);
    }

    boolean isMovable() {
        return migratetype() == MigrateType.MOVABLE;
    }

    /** Whether compaction came so far that another round may help (Linux: {@code should_compact_retry}). */
    boolean mayCompactAgain(int costlyOrder) {
        if (order == 0 || (gfp & Gfp.IO) == 0) {
            return false;
        }
        int most = order > costlyOrder ? MAX_COMPACT_RETRIES / 4 : MAX_COMPACT_RETRIES;
        compactRetries++;
        return compaction == Compactor.Result.SUCCESS && compactRetries <= most;
    }
}
