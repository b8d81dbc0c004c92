package org.mmlab.physical.page;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.physical.zone.Zone;

/** Makes large free blocks by moving pages; called by the slow path (Linux: {@code try_to_compact_pages}). */
public interface Compactor {
    /** Never moves anything. */
    Compactor NONE = new Compactor() {
        @Override
        public Result compact(Zone[] zones, long nodeMask, int order, int gfp, int flags, Priority priority) {
            return Result.SKIPPED;
        }

        @Override
        public void allocated(Zone zone, int order) {}

        @Override
        public boolean couldHelp(Zone zone, int order, int highestIndex, long reclaimable) {
            return false;
        }
    };

    /** How an attempt went; of several zones the greatest counts. */
    enum Result {
        /** Not tried: too little free memory to move pages to, or enough large blocks already. */
        SKIPPED,
        /** Not tried, because it failed too often of late. */
        DEFERRED,
        /** Not at its end yet. */
        CONTINUE,
        /** The scanners met after the whole zone, and no block was made. */
        COMPLETE,
        /** The scanners met after a part of the zone. */
        PARTIAL_SKIPPED,
        /** Broken off: there was nothing left to move pages to. */
        CONTENDED,
        /** A block of the order was made. */
        SUCCESS
    }

    /** How hard to try; a request that goes on failing comes to the greater ones (Linux: {@code enum compact_priority}). */
    enum Priority {
        /** Whatever happens to be in the way of every page, and without regard to hints. */
        SYNC_FULL,
        /** Waits where that is short. */
        SYNC_LIGHT,
        /** Without waiting. */
        ASYNC
    }

    /** Compacts the zones in turn until one has a block of the order. */
    Result compact(Zone[] zones, long nodeMask, int order, int gfp, int flags, Priority priority);

    /**
     * The block that the last {@link #compact} made and kept for its caller, who is served by it; {@code NO_FRAME} where it kept none, as
     * by default.
     */
    default @FrameIndex int takeCaptured() {
        return Addresses.NO_FRAME;
    }

    /** An allocation of the order got a block of the zone after compaction: it pays again. */
    void allocated(Zone zone, int order);

    /**
     * Whether compaction could do something in a zone after {@code reclaimable} frames were reclaimed in part (Linux:
     * {@code compaction_zonelist_suitable}).
     */
    boolean couldHelp(Zone zone, int order, int highestIndex, long reclaimable);
}
