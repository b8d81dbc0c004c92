package org.mmlab.physical.page;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.link.Lru;
import org.mmlab.api.link.Reclaimer;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.GfpRules;
import org.mmlab.api.memory.GfpText;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.node.Reserves;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.zone.CurrentCpu;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;

/**
 * The machine's frames: allocation and freeing, references, compound pages, conversion between page frame numbers and frame indexes.
 * Made by {@link PhysicalMemoryBuilder}. Confined to the machine's thread; allocation and freeing of a single frame cost some tens of
 * nanoseconds and leave no garbage.
 */
public final class PhysicalMemory {
    private static final long ALL_NODES = -1L;
    /** A page offset that no page has, on a frame without mapping: the frame came from the last reserves. */
    private static final long PFMEMALLOC_INDEX = FrameTable.MAX_INDEX;

    private final ZoneContext context;
    private final NodeTable nodes;
    private final Reserves reserves;
    private final PcpAllocator pcp;
    private final ZoneGrowth growth;
    private final DeferredPages deferred;
    private final FrameTable table;
    private final FrameMap map;
    private final CompoundPages compound;
    private final PageAllocator allocator;
    private final SlowPath slowPath;
    private final TaskContext task = new TaskContext();
    private final VmStat vmstat;
    private final EventSink sink;
    private final CurrentCpu cpu;
    private final boolean checked;
    private FrameClearer clearer = FrameClearer.NO_CONTENTS;
    private @Nullable Lru lru;

    PhysicalMemory(
            NodeTable nodes,
            Reserves reserves,
            PcpAllocator pcp,
            ZoneGrowth growth,
            DeferredPages deferred,
            VmStat vmstat,
            EventSink sink) {
        this.growth = growth;
        this.deferred = deferred;
        this.nodes = nodes;
        this.reserves = reserves;
        this.pcp = pcp;
        this.vmstat = vmstat;
        this.sink = sink;
        context = nodes.context();
        table = context.table();
        map = context.map();
        cpu = context.cpu();
        checked = context.lists().checks() == IndexLists.Checks.ON;
        compound = new CompoundPages(table);
        allocator = new PageAllocator(nodes, pcp, deferred, vmstat);
        slowPath = new SlowPath(allocator, task, new DrainAll(nodes, pcp), context.layout());
    }

    /** Joins reclaim to the allocator; without it, allocations fail when memory runs out. */
    public void setReclaimer(Reclaimer reclaimer) {
        allocator.setReclaimer(reclaimer);
    }

    /** Joins compaction to the allocator. */
    public void setCompactor(Compactor compactor) {
        slowPath.setCompactor(compactor);
    }

    /** Joins the RAM, which zeroes frames. */
    public void setClearer(FrameClearer newClearer) {
        clearer = newClearer;
    }

    /** Joins the LRU lists, from which frames are taken that are freed while on one. */
    public void setLru(Lru newLru) {
        lru = newLru;
    }

    /**
     * Takes a block of 2^order frames near a node.
     *
     * @param gfp the request ({@link Gfp})
     * @param node preferred node; the only one with {@link Gfp#THISNODE}
     * @return its first frame with one reference, or {@code NO_FRAME} where the request failed
     * @throws IllegalArgumentException where the mask names several zones or the order is out of range; in checked mode where the request
     *     is illegal in any way ({@link GfpRules#isIllegal})
     */
    public @FrameIndex int allocate(int gfp, int order, int node) {
        return allocate(gfp, order, node, ALL_NODES);
    }

    /** As above, on the nodes of a bit mask alone; requests in distress may leave them. */
    public @FrameIndex int allocate(int gfp, int order, int node, long nodeMask) {
        PageAllocator.checkOrder(order);
        if (checked && GfpRules.isIllegal(gfp, order)) {
            throw new IllegalArgumentException("an allocation of order " + order + " with " + GfpText.format(gfp) + ": "
                    + String.join("; ", GfpRules.violations(gfp, order)));
        }
        int mask = task.constrain(gfp);
        Zone[] zones = allocator.zonesFor(mask, node);
        int first = PageAllocator.firstAllowed(zones, nodeMask);
        @FrameIndex int frame = NO_FRAME;
        if (first < zones.length) {
            frame = allocator.attempt(mask, order, allocator.firstFlags(zones[first], mask), zones, first, nodeMask);
        }
        boolean lastReserves = false;
        if (frame == NO_FRAME) {
            Request request = slowPath.request(mask, order, node, zones, nodeMask);
            frame = slowPath.allocate(request);
            lastReserves = request.usedAllReserves;
            slowPath.release(request);
            if (frame == NO_FRAME) {
                return failed(mask, order, node);
            }
        }
        prepare(frame, order, mask, lastReserves);
        return frame;
    }

    private @FrameIndex int failed(int gfp, int order, int node) {
        if ((gfp & Gfp.NOFAIL) != 0 && (gfp & Gfp.DIRECT_RECLAIM) != 0) {
            throw new IllegalStateException("out of memory: an allocation of order " + order + " for node " + node
                    + " that must not fail (NOFAIL) found neither a free block nor anything to reclaim or kill;"
                    + " Linux would wait for ever here. Give the machine more memory or a reclaimer");
        }
        return NO_FRAME;
    }

    /** Linux: {@code prep_new_page}. */
    private void prepare(@FrameIndex int frame, int order, int gfp, boolean lastReserves) {
        if (checked) {
            checkFree(frame, order);
        }
        table.setRefcount(frame, 1);
        table.clearMapping(frame);
        if (order != 0 && (gfp & Gfp.COMP) != 0) {
            compound.prepare(frame, order);
        }
        if (lastReserves) {
            table.setMapping(frame, FrameTable.NO_MAPPING, PFMEMALLOC_INDEX);
        }
        if ((gfp & Gfp.ZERO) != 0) {
            clearer.clear(map.pfnOf(frame), 1L << order);
        }
        if (sink != EventSink.NONE) {
            sink.event(EventKind.ALLOCATE, Addresses.rawPfn(map.pfnOf(frame)), order, gfp);
        }
    }

    private void checkFree(@FrameIndex int frame, int order) {
        int first = Addresses.rawFrame(frame);
        for (int i = 0; i < 1 << order; i++) {
            @FrameIndex int part = Addresses.frame(first + i);
            if (table.flags(part) != 0 || table.refcount(part) != 0 || table.mapcount(part) != 0) {
                throw new IllegalStateException(describe(part) + " was handed out as free while in use");
            }
        }
    }

    private String describe(@FrameIndex int frame) {
        return String.format(
                "frame %d (pfn %d, flags 0x%x, references %d, mappings %d)",
                Addresses.rawFrame(frame),
                Addresses.rawPfn(map.pfnOf(frame)),
                table.flags(frame),
                table.refcount(frame),
                table.mapcount(frame));
    }

    /** Whether a frame came from the last reserves: who got it should free more memory by it (Linux: {@code page_is_pfmemalloc}). */
    public boolean isPfmemalloc(@FrameIndex int frame) {
        return table.mapping(frame) == FrameTable.NO_MAPPING && table.index(frame) == PFMEMALLOC_INDEX;
    }

    /** Adds a reference to the page that a frame belongs to (Linux: {@code get_page}). */
    public void get(@FrameIndex int frame) {
        table.addRef(table.head(frame), 1);
    }

    /** Drops a reference; with the last one the page goes back (Linux: {@code put_page}). */
    public void put(@FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        if (table.addRef(head, -1) == 0) {
            release(head);
        }
    }

    private void release(@FrameIndex int head) {
        if (table.has(head, FrameFlag.LRU)) {
            if (lru == null) {
                throw new IllegalStateException(
                        describe(head) + " is freed while on an LRU list, and no Lru is joined");
            }
            lru.remove(head);
        }
        freeUnused(head, compound.order(head));
    }

    /**
     * Drops the reference that {@link #allocate} gave for a block of that order, and frees the block with it; where others hold the first
     * frame, the rest of a block that is not compound is freed at once and that frame with its last reference (Linux:
     * {@code __free_pages}).
     */
    public void free(@FrameIndex int frame, int order) {
        boolean head = table.has(frame, FrameFlag.HEAD);
        if (table.addRef(frame, -1) == 0) {
            freeUnused(frame, order);
        } else if (!head) {
            int first = Addresses.rawFrame(frame);
            for (int part = order - 1; part >= 0; part--) {
                freeUnused(Addresses.frame(first + (1 << part)), part);
            }
        }
    }

    /** Frees a block that nobody references (Linux: {@code free_unref_page}). */
    private void freeUnused(@FrameIndex int frame, int order) {
        if (checked
                && (table.refcount(frame) != 0 || table.mapcount(frame) != 0 || table.has(frame, FrameFlag.BUDDY))) {
            throw new IllegalStateException(describe(frame) + " is freed while in use, or twice");
        }
        if (sink != EventSink.NONE) {
            sink.event(EventKind.FREE, Addresses.rawPfn(map.pfnOf(frame)), order, 0);
        }
        if (order != 0 && table.has(frame, FrameFlag.HEAD)) {
            compound.dissolve(frame, order);
        }
        table.clear(frame, FrameFlag.MASK);
        table.setPrivate(frame, 0);
        table.clearMapping(frame);
        vmstat.add(VmEvent.PGFREE, 1L << order);
        Zone zone = nodes.zone(table.zone(frame));
        int type = zone.pageblockType(frame);
        if (!pcp.shape().keeps(order) || type == MigrateType.ISOLATE) {
            zone.freeBlocks().free(frame, order, Placement.USUAL);
        } else {
            pcp.put(zone, cpu.id(), frame, order, PcpLists.listType(type), type);
        }
    }

    /**
     * Makes single frames, each with a reference of its own, of a block that is not compound (Linux: {@code split_page}).
     *
     * @throws IllegalStateException where the block is compound or free
     */
    public void split(@FrameIndex int frame, int order) {
        if (compound.isCompound(frame) || table.refcount(frame) == 0) {
            throw new IllegalStateException(
                    describe(frame) + " cannot be split: only blocks in use that were allocated without COMP can");
        }
        int first = Addresses.rawFrame(frame);
        for (int i = 1; i < 1 << order; i++) {
            table.setRefcount(Addresses.frame(first + i), 1);
        }
    }

    /** Makes single frames in use, each with one reference, of a block that was taken out of its zone's free blocks. */
    public void adopt(@FrameIndex int frame, int order) {
        int first = Addresses.rawFrame(frame);
        table.clearMapping(frame);
        for (int i = 0; i < 1 << order; i++) {
            table.setRefcount(Addresses.frame(first + i), 1);
        }
    }

    /**
     * Makes a page in use, with one reference and compound where the order is above 0, of a block that was taken out of its zone's
     * free blocks.
     */
    public void adoptPage(@FrameIndex int frame, int order) {
        table.clearMapping(frame);
        table.setRefcount(frame, 1);
        if (order > 0) {
            compound.prepare(frame, order);
        }
    }

    /** Makes a taken block again of a page that {@link #adoptPage} made and nobody else references. */
    public void disown(@FrameIndex int frame, int order) {
        table.setRefcount(frame, 0);
        if (order > 0) {
            compound.dissolve(frame, order);
        }
    }

    /** Hands frames to the allocator at boot; {@code count} frames from {@code start}, of one node and one zone or several. */
    public void freeAtBoot(@Pfn long start, long count) {
        BootFree.free(this, Addresses.rawPfn(start), count);
    }

    /**
     * Hands frames of a node to the allocator at boot, those whose initialisation is deferred when their turn comes (Linux: {@code
     * memblock_free_pages}).
     */
    public void handOver(@Pfn long start, long count, int node) {
        long from = Addresses.rawPfn(start);
        BootFree.free(this, from, deferred.keep(node, from, from + count) - from);
    }

    /** Frees one block at boot, past the per-CPU lists and to the tail of its list (Linux: {@code __free_pages_core}). */
    void freeCore(@FrameIndex int frame, int order) {
        int first = Addresses.rawFrame(frame);
        for (int i = 0; i < 1 << order; i++) {
            table.clear(Addresses.frame(first + i), FrameFlag.RESERVED);
            table.setRefcount(Addresses.frame(first + i), 0);
        }
        Zone zone = nodes.zone(table.zone(frame));
        zone.setManaged(zone.managedFrames() + (1L << order));
        vmstat.add(VmEvent.PGFREE, 1L << order);
        zone.freeBlocks().free(frame, order, Placement.LAST);
    }

    /** Gives a reserved frame to the allocator after boot, as the initrd's are (Linux: {@code free_reserved_page}). */
    public void freeReserved(@Pfn long pfn) {
        @FrameIndex int frame = map.frameOf(pfn);
        table.clear(frame, FrameFlag.RESERVED);
        table.setRefcount(frame, 1);
        free(frame, 0);
        Zone zone = nodes.zone(table.zone(frame));
        zone.setManaged(zone.managedFrames() + 1);
    }

    /** Empties the per-CPU lists of all zones on this CPU (Linux: {@code drain_local_pages}). */
    public void drainLocal() {
        for (Zone zone : nodes.populatedZones()) {
            pcp.drain(zone, cpu.id());
        }
    }

    /** Empties the per-CPU lists of all zones on all CPUs (Linux: {@code drain_all_pages}). */
    public void drainAll() {
        new DrainAll(nodes, pcp).drainAll();
    }

    /** Empties the per-CPU lists of one zone on all CPUs. */
    public void drainZone(Zone zone) {
        for (int c = 0; c < context.cpus(); c++) {
            pcp.drain(zone, c);
        }
    }

    /** The frame of a page frame number, or {@code NO_FRAME}. */
    public @FrameIndex int frameOf(@Pfn long pfn) {
        return map.frameOf(pfn);
    }

    /** The page frame number of a frame. */
    public @Pfn long pfnOf(@FrameIndex int frame) {
        return map.pfnOf(frame);
    }

    /** The zone of a frame. */
    public Zone zoneOf(@FrameIndex int frame) {
        return nodes.zone(table.zone(frame));
    }

    /** The node of a frame. */
    public int nodeOf(@FrameIndex int frame) {
        return zoneOf(frame).node();
    }

    /** What is known of every frame. */
    public FrameTable table() {
        return table;
    }

    /** The lists of frames. */
    public FrameLists lists() {
        return context.lists();
    }

    /** The memory model's map. */
    public FrameMap map() {
        return map;
    }

    /** Nodes and zones. */
    public NodeTable nodes() {
        return nodes;
    }

    /** Watermarks and the like. */
    public Reserves reserves() {
        return reserves;
    }

    /** The per-CPU lists. */
    public PcpAllocator pcp() {
        return pcp;
    }

    /** How zones gain and lose frames while the machine runs. */
    public ZoneGrowth growth() {
        return growth;
    }

    /** Frames whose initialisation waits. */
    public DeferredPages deferred() {
        return deferred;
    }

    /** Compound pages. */
    public CompoundPages compound() {
        return compound;
    }

    /** What the running task has declared. */
    public TaskContext task() {
        return task;
    }

    /** The event counters. */
    public VmStat vmstat() {
        return vmstat;
    }

    /** Which CPU the thread is on. */
    public CurrentCpu cpu() {
        return cpu;
    }

    /** What all zones share: architecture, kernel release, settings. */
    public ZoneContext context() {
        return context;
    }

    /** Free frames of the machine: exact, without those on per-CPU lists (Linux: {@code nr_free_pages}). */
    public long freeFrames() {
        long frames = 0;
        for (Zone zone : nodes.zones()) {
            frames += zone.free().exact();
        }
        return frames;
    }

    /** Frames on per-CPU lists. */
    public long pcpFrames() {
        long frames = 0;
        for (Zone zone : nodes.populatedZones()) {
            for (int c = 0; c < context.cpus(); c++) {
                frames += pcp.of(zone, c).count();
            }
        }
        return frames;
    }
}
