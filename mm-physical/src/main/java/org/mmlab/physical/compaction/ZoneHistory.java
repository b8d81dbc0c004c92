package org.mmlab.physical.compaction;

import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.physical.zone.Zone;

/**
 * What compaction remembers of a zone: how often it failed of late, where its scanners stopped, and which pageblocks had nothing
 * to offer (Linux: the {@code compact_} fields of {@code struct zone}, {@code PB_migrate_skip}).
 */
final class ZoneHistory {
    private static final int MAX_DEFER_SHIFT = 6;

    private final Zone zone;
    private final int blockOrder;
    private final BitSet skip = new BitSet();
    private long skipBase;
    private int considered;
    private int deferShift;
    private int orderFailed = FrameAllocator.ORDERS;
    private boolean flush;

    /** Where the migrate scanner goes on, without waiting and with it. */
    long migrateAsync;

    /** As above, for compaction that waits. */
    long migrateSync;

    /** Where the free scanner goes on. */
    long free;

    ZoneHistory(Zone zone) {
        this.zone = zone;
        this.blockOrder = zone.pageblockOrder();
        resetPositions();
    }

    /** Compaction for an order failed: the next attempts are skipped, twice as many each time (Linux: {@code defer_compaction}). */
    void defer(int order) {
        considered = 0;
        deferShift = Math.min(deferShift + 1, MAX_DEFER_SHIFT);
        orderFailed = Math.min(orderFailed, order);
    }

    /** Whether to skip this attempt; counts it (Linux: {@code compaction_deferred}). */
    boolean isDeferred(int order) {
        if (order < orderFailed) {
            return false;
        }
        int limit = 1 << deferShift;
        considered = Math.min(considered + 1, limit);
        return considered < limit;
    }

    /** A block of the order was made or, if {@code allocated}, taken (Linux: {@code compaction_defer_reset}). */
    void succeeded(int order, boolean allocated) {
        if (allocated) {
            considered = 0;
            deferShift = 0;
            flush = false;
        }
        orderFailed = Math.max(orderFailed, order + 1);
    }

    /** Whether this is the first attempt after many that were skipped (Linux: {@code compaction_restarting}). */
    boolean isRestarting(int order) {
        return order >= orderFailed && deferShift == MAX_DEFER_SHIFT && considered >= 1 << deferShift;
    }

    /** The scanners met: the next compaction begins anew (Linux: {@code reset_cached_positions}). */
    void resetPositions() {
        long start = Addresses.rawPfn(zone.startPfn());
        migrateAsync = start;
        migrateSync = start;
        free = blockStart(Addresses.rawPfn(zone.endPfn()) - 1);
    }

    /** The skip hints shall be forgotten when kswapd goes to sleep. */
    void flushSkipsLater() {
        flush = true;
    }

    /** Forgets which pageblocks were fruitless, after a whole compaction (Linux: {@code __reset_isolation_suitable}). */
    void flushSkips() {
        if (flush) {
            flush = false;
            skip.clear();
            resetPositions();
        }
    }

    /** Whether the pageblock of a frame number had nothing to offer. */
    boolean isSkipped(long pfn) {
        return skip.get(block(pfn));
    }

    /** Remembers that the pageblock has nothing to offer. */
    void skip(long pfn) {
        skip.set(block(pfn));
    }

    /** The migrate scanner is done with the pageblock before {@code end} (Linux: {@code update_cached_migrate}). */
    void migrateScanned(long end, boolean sync) {
        migrateAsync = Math.max(migrateAsync, end);
        if (sync) {
            migrateSync = Math.max(migrateSync, end);
        }
    }

    long blockStart(long pfn) {
        return pfn & -(1L << blockOrder);
    }

    private int block(long pfn) {
        long base = blockStart(Addresses.rawPfn(zone.startPfn()));
        if (base != skipBase) {
            skip.clear(); // the zone has grown downwards
            skipBase = base;
        }
        return (int) ((pfn - base) >>> blockOrder);
    }
}
