package org.mmlab.physical.page;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.physical.buddy.BuddyFrameAllocator;
import org.mmlab.physical.model.SparseVmemmapMemoryModel;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.node.Reserves;
import org.mmlab.physical.node.ZoneExtent;
import org.mmlab.physical.node.ZoneLimits;
import org.mmlab.physical.node.ZoneSizing;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.zone.CurrentCpu;
import org.mmlab.physical.zone.MemoryTunables;
import org.mmlab.physical.zone.PageblockTypes;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;
import org.mmlab.physical.zone.ZoneLayout;
import org.mmlab.physical.zonelist.LinuxZonelistPolicy;

/**
 * Makes the physical memory of a machine: metadata, nodes, zones, allocator; every frame is still reserved, until boot memory is handed
 * over ({@link PhysicalMemory#freeAtBoot}) and {@link #finish} builds zonelists and watermarks. Defaults: Linux 6.12 on x86-64, one node,
 * one CPU, sparse-vmemmap, buddy.
 */
public final class PhysicalMemoryBuilder {
    private static final int X86_PAGEBLOCK_ORDER = 9;
    private static final int[][] ONE_NODE = {{10}};

    private final List<Range> ranges = new ArrayList<>();
    private KernelVersion kernel = KernelVersion.V6_12;
    private ZoneLayout layout = ZoneLayout.X86_64;
    private int pageblockOrder = X86_PAGEBLOCK_ORDER;
    private PcpLists pcpLists = PcpLists.WITH_HUGE;
    private int sectionShift = MemoryModel.Layout.SECTION_SHIFT_X86_64;
    private long maxLowPfn = Long.MAX_VALUE;
    private long[] movableStarts = {};
    private int[][] distance = ONE_NODE;
    private int[] nodeOfCpu = {0};
    private MemoryModel model = new SparseVmemmapMemoryModel();
    private MemoryModel.Placer placer = MemoryModel.Placer.NOWHERE;
    private FrameAllocator allocator = new BuddyFrameAllocator();
    private ZonelistPolicy zonelists = new LinuxZonelistPolicy();
    private IndexLists.Checks checks = IndexLists.Checks.OFF;
    private DeferredInit deferral = DeferredInit.OFF;
    private VmStat vmstat = new VmStat();
    private EventSink sink = EventSink.NONE;

    /** The defaults, and no memory. */
    public PhysicalMemoryBuilder() {}

    /** Adds RAM of a node: page frame numbers {@code start} to {@code end - 1}; ranges come in ascending order. */
    public PhysicalMemoryBuilder range(long start, long end, int node) {
        ranges.add(new Range(Addresses.pfn(start), Addresses.pfn(end), node));
        return this;
    }

    /** Whose rules are followed. */
    public PhysicalMemoryBuilder kernel(KernelVersion version) {
        kernel = version;
        return this;
    }

    /**
     * The architecture's zones.
     *
     * @param maxLow first frame of high memory on i386; not used on x86-64
     */
    public PhysicalMemoryBuilder layout(ZoneLayout zones, long maxLow) {
        layout = zones;
        maxLowPfn = maxLow;
        return this;
    }

    /** log2 of the frames in a pageblock: 9, or 10 on i386 without PAE. */
    public PhysicalMemoryBuilder pageblockOrder(int order) {
        pageblockOrder = order;
        return this;
    }

    /** Which orders per-CPU lists keep. */
    public PhysicalMemoryBuilder pcpLists(PcpLists lists) {
        pcpLists = lists;
        return this;
    }

    /** log2 of the frames in a section of the sparse models. */
    public PhysicalMemoryBuilder sectionShift(int shift) {
        sectionShift = shift;
        return this;
    }

    /** First frame of each node's Movable zone, 0 = none; by node. */
    public PhysicalMemoryBuilder movableStarts(long... starts) {
        movableStarts = starts;
        return this;
    }

    /** Distances between nodes and the node of each CPU. */
    public PhysicalMemoryBuilder topology(int[][] distances, int... cpuNodes) {
        distance = distances;
        nodeOfCpu = cpuNodes;
        return this;
    }

    /** The memory model, and who gives memory for metadata. */
    public PhysicalMemoryBuilder model(MemoryModel memoryModel, MemoryModel.Placer metadataPlacer) {
        model = memoryModel;
        placer = metadataPlacer;
        return this;
    }

    /** What keeps the free blocks of zones. */
    public PhysicalMemoryBuilder allocator(FrameAllocator frameAllocator) {
        allocator = frameAllocator;
        return this;
    }

    /** In which order nodes are asked. */
    public PhysicalMemoryBuilder zonelists(ZonelistPolicy policy) {
        zonelists = policy;
        return this;
    }

    /** Whether frame lists and the states of frames are checked at every step. */
    public PhysicalMemoryBuilder checks(IndexLists.Checks listChecks) {
        checks = listChecks;
        return this;
    }

    /** When the metadata of most frames are initialised; with memory models without sections at boot, whatever is said here. */
    public PhysicalMemoryBuilder deferredInit(DeferredInit when) {
        deferral = when;
        return this;
    }

    /** Where events are counted and shown. */
    public PhysicalMemoryBuilder events(VmStat counters, EventSink eventSink) {
        vmstat = counters;
        sink = eventSink;
        return this;
    }

    /**
     * Makes the machine's memory, all of it reserved.
     *
     * @throws IllegalArgumentException where the memory model cannot hold this memory
     */
    public PhysicalMemory build() {
        if (distance.length > 1 && !model.supportsNuma()) {
            throw new IllegalArgumentException(
                    "the memory model " + model.getClass().getSimpleName()
                            + " has one node only, but there are " + distance.length
                            + "; use discontig, sparse or sparse-vmemmap");
        }
        FrameMap map = model.attach(new MemoryModel.Layout(List.copyOf(ranges), sectionShift, placer));
        checkSize(map);
        ZoneLimits limits = limits();
        int movableFrom = ZoneSizing.highestZone(layout, limits);
        ZoneExtent[][] extents = extents(new ZoneSizing(layout, limits, movableFrom));
        long[] firstDeferred = firstDeferred(extents);
        int frames = deferral == DeferredInit.LATE ? earlyFrames(map, firstDeferred) : map.frames();
        FrameTable table = new FrameTable(frames);
        FrameLists lists = new FrameLists(frames, checks);
        ZoneContext context = new ZoneContext(
                table,
                lists,
                map,
                kernel,
                layout,
                pageblockOrder,
                nodeOfCpu.length,
                new CurrentCpu(),
                new MemoryTunables(layout));
        NodeTable nodes = new NodeTable(context, distance, nodeOfCpu);
        PcpAllocator pcp = new PcpAllocator(context, pcpLists, nodes.zones().size());
        PageblockTypes shared = new PageblockTypes(map.frames(), pageblockOrder, MigrateType.UNMOVABLE);
        DeferredPages deferred = new DeferredPages(nodes, sectionShift);
        populate(nodes, extents, firstDeferred, deferred, pcp, shared);
        nodes.settle(ranges);
        Reserves reserves = new Reserves(nodes, pcp, layout.type(movableFrom));
        ZoneGrowth growth = new ZoneGrowth(context, pcp, allocator, shared);
        PhysicalMemory memory = new PhysicalMemory(nodes, reserves, pcp, growth, deferred, vmstat, sink);
        deferred.join(growth, memory);
        return memory;
    }

    /**
     * Builds zonelists, watermarks and per-CPU lists, once boot memory has been handed over. With {@link DeferredInit#ON} what was deferred
     * is initialised in between, on a clock of the boot's own: the machine's own clock begins with user space.
     */
    public void finish(PhysicalMemory memory) {
        memory.nodes().buildZonelists(zonelists);
        if (deferral == DeferredInit.ON) {
            memory.deferred().start(new EventClock(), () -> {});
            memory.deferred().await();
        }
        memory.reserves().init();
    }

    private void checkSize(FrameMap map) {
        int frames = map.frames();
        if (frames <= 0 || frames % (1 << FrameAllocator.MAX_ORDER) != 0) {
            throw PolicyException.brokenBy(
                    MemoryModel.class,
                    model,
                    "frames",
                    frames + " frames",
                    "give a multiple of " + (1 << FrameAllocator.MAX_ORDER) + ", above every index");
        }
    }

    private void checkIndex(FrameMap map, long pfn, @FrameIndex int frame, int count) {
        int first = Addresses.rawFrame(frame);
        int aligned = (1 << FrameAllocator.MAX_ORDER) - 1;
        if (first < 0
                || first > map.frames() - count
                || (first & aligned) != (pfn & aligned)
                || Addresses.rawPfn(map.pfnOf(frame)) != pfn) {
            throw PolicyException.brokenBy(
                    MemoryModel.class,
                    model,
                    "frameOf",
                    "index " + first + " for page frame " + pfn,
                    "give each frame of RAM an index of its own below " + map.frames()
                            + ", equal to its page frame number modulo 1024, from which pfnOf() leads back");
        }
    }

    private ZoneLimits limits() {
        long first = Addresses.rawPfn(ranges.get(0).start());
        long max = 0;
        for (Range range : ranges) {
            max = Math.max(max, Addresses.rawPfn(range.end()));
        }
        return layout == ZoneLayout.X86_64
                ? ZoneLimits.x8664(first, max)
                : ZoneLimits.i386(first, Math.min(maxLowPfn, max), max);
    }

    private ZoneExtent[][] extents(ZoneSizing sizing) {
        ZoneExtent[][] extents = new ZoneExtent[distance.length][];
        for (int node = 0; node < extents.length; node++) {
            extents[node] = sizing.zones(rangesOf(node), node < movableStarts.length ? movableStarts[node] : 0);
        }
        return extents;
    }

    private long[] firstDeferred(ZoneExtent[][] extents) {
        long[] first = new long[extents.length];
        for (int node = 0; node < first.length; node++) {
            first[node] = deferral == DeferredInit.OFF || !model.supportsHotplug()
                    ? DeferredPages.NONE
                    : DeferredPages.firstDeferred(rangesOf(node), extents[node], sectionShift);
        }
        return first;
    }

    /** Frames up to the last that is initialised at boot, and up to the end of its largest block, where buddies are looked for. */
    private int earlyFrames(FrameMap map, long[] firstDeferred) {
        int frames = 0;
        for (Range range : ranges) {
            long start = Addresses.rawPfn(range.start());
            long end = Math.min(Addresses.rawPfn(range.end()), firstDeferred[range.node()]);
            if (start < end) {
                frames = Math.max(frames, Addresses.rawFrame(map.frameOf(Addresses.pfn(end - 1))) + 1);
            }
        }
        int block = 1 << FrameAllocator.MAX_ORDER;
        return (frames + block - 1) / block * block;
    }

    private void populate(
            NodeTable nodes,
            ZoneExtent[][] extents,
            long[] firstDeferred,
            DeferredPages deferred,
            PcpAllocator pcp,
            PageblockTypes shared) {
        for (int node = 0; node < nodes.count(); node++) {
            List<Range> own = rangesOf(node);
            for (int index = 0; index < extents[node].length; index++) {
                if (extents[node][index].present() == 0) {
                    continue;
                }
                Zone zone = nodes.node(node).zone(index);
                populate(zone, extents[node][index], own, shared, firstDeferred[node]);
                pcp.addZone(zone);
                if (firstDeferred[node] >= extents[node][index].start()
                        && firstDeferred[node] < extents[node][index].end()) {
                    deferred.defer(node, zone, firstDeferred[node], own);
                }
            }
        }
    }

    private List<Range> rangesOf(int node) {
        List<Range> own = new ArrayList<>();
        for (Range range : ranges) {
            if (range.node() == node) {
                own.add(range);
            }
        }
        return own;
    }

    private void populate(Zone zone, ZoneExtent extent, List<Range> own, PageblockTypes shared, long firstDeferred) {
        PageblockTypes types = model.supportsHotplug()
                ? shared
                : new PageblockTypes(zone.context().map().frames(), pageblockOrder, MigrateType.UNMOVABLE);
        FrameMap map = zone.context().map();
        FrameTable table = zone.context().table();
        int first = Integer.MAX_VALUE;
        int end = 0;
        for (Range range : own) {
            long from = Math.max(extent.start(), Addresses.rawPfn(range.start()));
            long to = Math.min(extent.end(), Addresses.rawPfn(range.end()));
            for (long pfn = from; pfn < to; ) {
                long block = Math.min(to, (pfn | (1L << FrameAllocator.MAX_ORDER) - 1) + 1);
                @FrameIndex int frame = map.frameOf(Addresses.pfn(pfn));
                int count = (int) (block - pfn);
                checkIndex(map, pfn, frame, count);
                if (pfn < firstDeferred) {
                    table.setReserved(frame, count, zone.ordinal());
                }
                markPageblocks(types, pfn, frame, count);
                first = Math.min(first, Addresses.rawFrame(frame));
                end = Math.max(end, Addresses.rawFrame(frame) + count);
                pfn = block;
            }
        }
        zone.setSpan(Addresses.pfn(extent.start()), Addresses.pfn(extent.end()), Addresses.frame(first), end, types);
        zone.setPresent(extent.present());
        zone.attach(allocator);
    }

    /** Pageblocks whose first frame is memory start as movable (Linux: {@code memmap_init_range}). */
    private void markPageblocks(PageblockTypes types, long pfn, @FrameIndex int frame, int count) {
        long size = 1L << pageblockOrder;
        for (long start = (pfn + size - 1) & -size; start < pfn + count; start += size) {
            types.set(Addresses.frame(Addresses.rawFrame(frame) + (int) (start - pfn)), MigrateType.MOVABLE);
        }
    }
}
