package org.mmlab.reclaim.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.MemoryReclaimer;
import org.mmlab.reclaim.cache.CacheParts;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.io.MemoryDevice;
import org.mmlab.reclaim.io.PageDevice;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;
import org.mmlab.reclaim.oom.BadnessOomPolicy;
import org.mmlab.reclaim.oom.OomKiller;
import org.mmlab.reclaim.policy.ActiveInactivePolicy;
import org.mmlab.reclaim.readahead.LinuxReadahead;
import org.mmlab.reclaim.scan.NodeReclaim;
import org.mmlab.reclaim.scan.ScanParts;
import org.mmlab.reclaim.scan.ScanningShrink;
import org.mmlab.reclaim.swap.DeviceSwapContext;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.reclaim.swap.ZeroPages;
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
    public final TestZones zones;
    public final NodeReclaim nodes;
    public final MemoryReclaimer reclaimer;

    /** Turns a swap area on, on a device of its own. */
    public void swapOn(SwapBackend backend, int pages) {
        MemoryDevice device = new MemoryDevice(pages, latencyNs, clock, pool);
        backend.attach(new DeviceSwapContext(pages, device, clock, pool));
        swap.addArea("swap", backend, 0);
    }

    private final long latencyNs;

    public TestMachine(int frames, KernelVersion version, long latencyNs) {
        this(frames, version, latencyNs, parts -> new ScanningShrink(new ActiveInactivePolicy()));
    }

    public TestMachine(int frames, KernelVersion version, PageDevice device) {
        this(frames, version, 0, parts -> new ScanningShrink(new ActiveInactivePolicy()), device);
    }

    public TestMachine(
            int frames, KernelVersion version, long latencyNs, Function<ScanParts, NodeReclaim.NodeShrink> shrink) {
        this(frames, version, latencyNs, shrink, null);
    }

    private TestMachine(
            int frames,
            KernelVersion version,
            long latencyNs,
            Function<ScanParts, NodeReclaim.NodeShrink> shrink,
            PageDevice ownDevice) {
        this.latencyNs = latencyNs;
        table = new FrameTable(frames);
        lists = new FrameLists(frames, IndexLists.Checks.ON);
        pool = new TestPool(table);
        references = new FrameReferences(table, pool);
        lru = new LruLists(table, lists, pool, references, stat, version, 1);
        workingset = new Workingset(table, pool, lru, stat);
        io = new PageIo(clock, references);
        swap = new SwapSystem(
                table,
                pool,
                references,
                lru,
                workingset,
                io,
                stat,
                EventSink.NONE,
                new ZeroPages(pool, stat, version),
                3);
        CacheParts parts =
                new CacheParts(table, pool, references, pool, lru, workingset, mapped, io, clock, stat, EventSink.NONE);
        PageDevice device = ownDevice == null ? new MemoryDevice(1 << 20, latencyNs, clock, pool) : ownDevice;
        cache = new FilePageCache(parts, device, swap, new LinuxReadahead(), 128, version);
        zones = new TestZones(pool, frames);
        ScanParts scan = new ScanParts(
                table,
                pool,
                zones,
                references,
                lru,
                workingset,
                mapped,
                cache.reclaim(),
                swap,
                stat,
                EventSink.NONE,
                version,
                60);
        nodes = new NodeReclaim(scan, shrink.apply(scan));
        OomKiller oom = new OomKiller(mapped, zones, swap, new BadnessOomPolicy(), stat, EventSink.NONE);
        reclaimer = new MemoryReclaimer(nodes, clock, oom);
        pool.onShort(gfp -> reclaimer.wakeKswapd(0, 0, 2), () -> pool.freeFrames() <= zones.mark(0, Mark.LOW));
        pool.onExhausted(gfp -> (gfp & Gfp.DIRECT_RECLAIM) != 0 && reclaimer.tryToFreePages(0, 0, gfp) > 0);
    }

    /** Every frame that somebody holds, in words. */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        for (int frame = 0; frame < table.frames(); frame++) {
            if (table.refcount(frame) != 0) {
                leaks.add(String.format(
                        "frame %d flags %x refs %d maps %d mapping %d:%d private %d",
                        frame,
                        table.flags(frame),
                        table.refcount(frame),
                        table.mapcount(frame),
                        table.mapping(frame),
                        table.index(frame),
                        table.privateValue(frame)));
            }
        }
        return leaks;
    }
}
