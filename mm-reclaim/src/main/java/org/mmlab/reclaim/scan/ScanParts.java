package org.mmlab.reclaim.scan;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.reclaim.cache.CacheReclaim;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.reclaim.workingset.Workingset;

/**
 * The parts of the machine that reclaim works with.
 *
 * @param table what is known of every frame
 * @param pool where frames go
 * @param zones nodes, zones and their marks
 * @param references counts who holds a frame
 * @param lru the LRU lists
 * @param workingset remembers evictions
 * @param mapped the page tables and processes
 * @param cache pages of files
 * @param swap where anonymous pages go
 * @param stat the event counters
 * @param events sees single events
 * @param version whose rules to follow
 * @param swappiness how willingly anonymous pages go, 0 to 200
 */
public record ScanParts(
        FrameTable table,
        FramePool pool,
        ReclaimZones zones,
        FrameReferences references,
        LruLists lru,
        Workingset workingset,
        MappedSide mapped,
        CacheReclaim cache,
        SwapSystem swap,
        VmStat stat,
        EventSink events,
        KernelVersion version,
        int swappiness) {
    /** The parts, checked. */
    public ScanParts {
        if (swappiness < 0 || swappiness > 200) {
            throw new IllegalArgumentException("swappiness " + swappiness + " is not in 0..200");
        }
    }
}
