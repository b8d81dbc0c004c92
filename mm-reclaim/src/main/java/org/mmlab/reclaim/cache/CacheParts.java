package org.mmlab.reclaim.cache;

import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FrameBytes;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.workingset.Workingset;

/**
 * The parts of the machine that the page cache works with.
 *
 * @param table what is known of every frame
 * @param pool where frames come from
 * @param references counts who holds a frame
 * @param bytes contents of frames
 * @param lru the LRU lists
 * @param workingset judges refaults
 * @param mapped the page tables
 * @param io requests in flight
 * @param clock the virtual clock
 * @param stat the event counters
 * @param events sees single events
 */
public record CacheParts(
        FrameTable table,
        FramePool pool,
        FrameReferences references,
        FrameBytes bytes,
        LruLists lru,
        Workingset workingset,
        MappedSide mapped,
        PageIo io,
        VirtualClock clock,
        VmStat stat,
        EventSink events) {}
