package org.mmlab.physical.page;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.node.ZoneExtent;
import org.mmlab.physical.zone.Zone;

/**
 * Frames whose metadata are not initialised yet, so that a big machine boots sooner (Linux: {@code CONFIG_DEFERRED_STRUCT_PAGE_INIT},
 * {@code mm/mm_init.c}). Of each node's last zone one section is initialised at boot; the rest waits, section by section, for the node's
 * thread {@code pgdatinitN}, or for an allocation that finds too little. A frame that waits is neither free nor managed, and its metadata
 * are zero, or are not there at all. Confined to the machine's thread.
 */
public final class DeferredPages {
    /** No page frame number: the node has nothing that waits. */
    static final long NONE = Long.MAX_VALUE;

    private static final DeferredNode[] NO_NODES = {};

    private final NodeTable nodes;
    private final int sectionShift;
    private DeferredNode[] waiting = NO_NODES;
    private int pending;
    private @Nullable VirtualClock clock;
    private Runnable whenDone = () -> {};

    /**
     * What a node's thread did.
     *
     * @param node the node
     * @param frames frames of memory that it initialised, reserved ones included
     * @param ns how long it took
     * @param bootCpuNs how long the boot CPU would have taken
     */
    public record Done(int node, long frames, long ns, long bootCpuNs) {
        /** The kernel's line in its log. */
        @Override
        public String toString() {
            return "node " + node + " deferred pages initialised in " + ns / 1_000_000 + "ms";
        }
    }

    DeferredPages(NodeTable nodes, int sectionShift) {
        this.nodes = nodes;
        this.sectionShift = sectionShift;
    }

    /**
     * The first page frame of a node whose initialisation waits: the first that begins a section and has a whole section of the node's
     * last zone below it (Linux: {@code defer_init}).
     *
     * @param own the node's memory, ascending
     * @param zones extents of its zones
     * @return a page frame number, or {@link #NONE}
     */
    static long firstDeferred(List<Range> own, ZoneExtent[] zones, int sectionShift) {
        long section = 1L << sectionShift;
        long nodeEnd =
                own.isEmpty() ? 0 : Addresses.rawPfn(own.get(own.size() - 1).end());
        for (ZoneExtent zone : zones) {
            if (zone.present() == 0 || zone.end() != nodeEnd) {
                continue; // low zones are for requests that cannot go elsewhere: always there
            }
            long initialised = 0;
            for (Range range : own) {
                long from = Math.max(zone.start(), Addresses.rawPfn(range.start()));
                long to = Math.min(zone.end(), Addresses.rawPfn(range.end()));
                long first = (from + Math.max(0, section - initialised) + section - 1) & -section;
                if (first < to) {
                    return first;
                }
                initialised += Math.max(0, to - from);
            }
        }
        return NONE;
    }

    /** Lets a node's frames from {@code first} on wait; they are in {@code zone}. */
    void defer(int node, Zone zone, long first, List<Range> own) {
        if (waiting.length == 0) {
            waiting = new DeferredNode[nodes.count()];
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = new DeferredNode();
            }
        }
        waiting[node].defer(zone, first, own);
        pending++;
    }

    /** Keeps the part of a run of free frames that waits, and gives the first frame of that part, or the run's end. */
    long keep(int node, long start, long end) {
        if (waiting.length == 0 || waiting[node].first() >= end) {
            return end;
        }
        long from = Math.max(start, waiting[node].first());
        waiting[node].addRun(from, end);
        return from;
    }

    /** Whether anything waits (Linux: {@code deferred_pages_enabled}). */
    public boolean pending() {
        return pending != 0;
    }

    /** The first page frame of a node that waits; {@link Long#MAX_VALUE} where none does (Linux: {@code first_deferred_pfn}). */
    public long firstPfn(int node) {
        return waiting.length == 0 ? NONE : waiting[node].first();
    }

    /** Takes page frame numbers {@code start} to {@code end - 1}. */
    @FunctionalInterface
    public interface RunSink {
        /** Frames that wait and will be free. */
        void run(long start, long end);
    }

    /** Calls the sink with every run of frames of a zone that wait and will be free, ascending; what lies between them is reserved. */
    public void forEachFreeRun(Zone zone, RunSink sink) {
        if (waits(zone)) {
            waiting[zone.node()].forEachFreeRun(sink);
        }
    }

    /** Whether frames of a zone wait. */
    public boolean waits(Zone zone) {
        return pending != 0 && waiting[zone.node()].zone() == zone && waiting[zone.node()].first() != NONE;
    }

    /** Frames that wait and will be free. */
    public long frames() {
        long frames = 0;
        for (DeferredNode node : waiting) {
            frames += node.freeFrames();
        }
        return frames;
    }

    /**
     * Initialises frames of a zone that has too little, a section's worth of free ones (Linux: {@code deferred_grow_zone}).
     *
     * @return whether the zone has more free frames now
     */
    boolean grow(Zone zone) {
        if (!waits(zone)) {
            return false;
        }
        DeferredNode node = waiting[zone.node()];
        long freed = 0;
        while (freed < 1L << sectionShift && node.first() != NONE) {
            freed += initialiseSection(node);
        }
        return freed > 0;
    }

    /**
     * Starts the thread of every node with frames that wait (Linux: {@code page_alloc_init_late}).
     *
     * @param newClock on which they work
     * @param done is run when nothing waits any more
     */
    public void start(VirtualClock newClock, Runnable done) {
        clock = newClock;
        whenDone = done;
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i].first() != NONE) {
                waiting[i].start(Math.max(1, nodes.node(i).cpus()), newClock.nowNs());
                scheduleNext(newClock, waiting[i]);
            }
        }
    }

    private void scheduleNext(VirtualClock on, DeferredNode node) {
        on.schedule(node.nextNs(sectionShift), () -> {
            if (node.first() == NONE) {
                return; // allocations took the rest
            }
            initialiseSection(node);
            if (node.first() != NONE) {
                scheduleNext(on, node);
            }
        });
    }

    private long initialiseSection(DeferredNode node) {
        VirtualClock on = clock;
        long freed = node.initialiseSection(sectionShift, on == null ? 0 : on.nowNs());
        if (node.first() == NONE && --pending == 0) {
            whenDone.run();
        }
        return freed;
    }

    /** Waits until everything is initialised; time passes where threads are at work. Whoever needs all of memory calls it. */
    public void await() {
        VirtualClock on = clock;
        while (pending != 0) {
            for (DeferredNode node : waiting) {
                if (node.first() == NONE) {
                    continue;
                }
                if (on == null) {
                    initialiseSection(node);
                } else {
                    on.advance(node.nextNs(sectionShift));
                }
            }
        }
    }

    /** What threads did that have ended, by node. */
    public List<Done> done() {
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i].hasEnded()) {
                done.add(waiting[i].done(i));
            }
        }
        return done;
    }

    /** By how much sooner the machine was ready: what the boot CPU would have taken alone, less what the slowest thread took. */
    public long savedNs() {
        long alone = 0;
        long longest = 0;
        for (Done one : done()) {
            alone += one.bootCpuNs();
            longest = Math.max(longest, one.ns());
        }
        return alone - longest;
    }

    /** Joins what initialises and frees. */
    void join(ZoneGrowth growth, PhysicalMemory memory) {
        for (DeferredNode node : waiting) {
            node.join(growth, memory);
        }
    }
}
