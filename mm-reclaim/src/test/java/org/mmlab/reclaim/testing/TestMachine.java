package org.mmlab.reclaim.testing;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.reclaim.cache.CacheParts;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.io.MemoryDevice;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.readahead.LinuxReadahead;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.reclaim.workingset.Workingset;

/** The parts of this module joined over test frames: a machine without page tables. */
public final class TestMachine {
    public final FrameTable table;
    public final FrameLists lists;
    public final TestPool pool;
    public final TestClock clock = new TestClock();
    public final VmStat stat = new VmStat();
    public final FrameReferences references;
    public final LruLists lru;
    public final Workingset workingset;
    public final MappedSide mapped = new MappedSide();
    public final PageIo io;
    public final SwapSystem swap;
    public final FilePageCache cache;

    public TestMachine(int frames, KernelVersion version, long latencyNs) {
        table = new FrameTable(frames);
        lists = new FrameLists(frames, IndexLists.Checks.ON);
        pool = new TestPool(table);
        references = new FrameReferences(table, pool);
        lru = new LruLists(table, lists, pool, references, stat, version, 1);
        workingset = new Workingset(table, pool, lru, stat);
        io = new PageIo(clock, references);
        swap = new SwapSystem(table, pool, references, lru, workingset, io, stat, EventSink.NONE, 3);
        CacheParts parts = new CacheParts(
                table, pool, references, pool, lru, workingset, mapped, io, clock, stat, EventSink.NONE);
        MemoryDevice device = new MemoryDevice(1 << 20, latencyNs, clock, pool);
        cache = new FilePageCache(parts, device, swap, new LinuxReadahead(), 128, version);
    }
}
