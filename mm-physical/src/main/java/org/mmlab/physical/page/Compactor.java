package org.mmlab.physical.page;

import org.mmlab.physical.zone.Zone;

/** Makes large free blocks by moving pages; called by the slow path (Linux: {@code try_to_compact_pages}). */
public interface Compactor {
    /** Never moves anything. */
    Compactor NONE = (zones, nodeMask, order, gfp, flags) -> Result.SKIPPED;

    /** How an attempt went. */
    enum Result {
        /** Not tried: too little free memory to move pages to, or enough large blocks already. */
        SKIPPED,
        /** Not tried, because it failed too often of late. */
        DEFERRED,
        /** The scanners met, and no block was made. */
        COMPLETE,
        /** A block of the order was made. */
        SUCCESS
    }

    /** Compacts the zones in turn until one has a block of the order. */
    Result compact(Zone[] zones, long nodeMask, int order, int gfp, int flags);
}
