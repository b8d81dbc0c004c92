package org.mmlab.physical.page;

import static org.mmlab.physical.page.DeferredPages.NONE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.physical.zone.Zone;

/** What waits to be initialised of one node, and the state of its thread. Page frame numbers are bare. */
final class DeferredNode {
    /** Picoseconds that a CPU takes to initialise and free a frame's metadata: docs/decisions/0013. */
    private static final long PS_PER_FRAME = 17_100;

    private static final int PS_PER_NS = 1000;

    /** Frames {@code start} to {@code end - 1}. */
    private record Run(long start, long end) {}

    private final List<Run> memory = new ArrayList<>();
    private final List<Run> free = new ArrayList<>();
    private @Nullable Zone zone;
    private @MonotonicNonNull ZoneGrowth growth;
    private @MonotonicNonNull PhysicalMemory allocator;
    private long first = NONE;
    private boolean sorted;
    private int memoryAt;
    private int freeAt;
    private long freeLeft;
    private long initialised;
    private int cpus = 1;
    private long startedNs;
    private long endedNs = -1;

    DeferredNode() {}

    void defer(Zone lastZone, long from, List<Range> own) {
        zone = lastZone;
        first = from;
        for (Range range : own) {
            long start = Math.max(from, Addresses.rawPfn(range.start()));
            long end = Addresses.rawPfn(range.end());
            if (start < end) {
                memory.add(new Run(start, end));
            }
        }
    }

    void join(ZoneGrowth newGrowth, PhysicalMemory newAllocator) {
        growth = newGrowth;
        allocator = newAllocator;
    }

    /** Boot memory hands over a run of free frames that waits; runs come in any order. */
    void addRun(long start, long end) {
        free.add(new Run(start, end));
        freeLeft += end - start;
        sorted = false;
    }

    @Nullable Zone zone() {
        return zone;
    }

    long first() {
        return first;
    }

    long freeFrames() {
        return freeLeft;
    }

    /** The thread starts, with helpers on all CPUs of the node (Linux: {@code deferred_page_init_max_threads}, padata). */
    void start(int newCpus, long nowNs) {
        cpus = newCpus;
        startedNs = nowNs;
    }

    /** Nanoseconds until the next section is done. */
    long nextNs(int sectionShift) {
        return costNs((first | (1L << sectionShift) - 1) + 1 - first) / cpus;
    }

    private static long costNs(long frames) {
        return frames * PS_PER_FRAME / PS_PER_NS;
    }

    boolean hasEnded() {
        return endedNs >= 0;
    }

    DeferredPages.Done done(int node) {
        return new DeferredPages.Done(node, initialised, endedNs - startedNs, costNs(initialised));
    }

    /**
     * Initialises the frames up to the end of the section of {@link #first} and frees those that boot memory handed over (Linux: {@code
     * deferred_init_maxorder}, up to {@code PAGES_PER_SECTION}). Reserved ones are initialised with the others, where Linux does so at boot.
     *
     * @return frames freed
     */
    long initialiseSection(int sectionShift, long nowNs) {
        Zone in = zone;
        ZoneGrowth grows = growth;
        PhysicalMemory frees = allocator;
        if (grows == null || frees == null || in == null) {
            throw new IllegalStateException("deferred frames were not joined to the page allocator");
        }
        sort();
        long end = (first | (1L << sectionShift) - 1) + 1;
        for (; memoryAt < memory.size(); memoryAt++) {
            Run run = memory.get(memoryAt);
            long from = Math.max(first, run.start());
            long to = Math.min(end, run.end());
            if (from < to) {
                grows.initialise(in, from, to);
                initialised += to - from;
            }
            if (run.end() > end) {
                break;
            }
        }
        long freed = 0;
        for (; freeAt < free.size(); freeAt++) {
            Run run = free.get(freeAt);
            long from = Math.max(first, run.start());
            long to = Math.min(end, run.end());
            if (from < to) {
                frees.freeAtBoot(Addresses.pfn(from), to - from);
                freed += to - from;
            }
            if (run.end() > end) {
                break;
            }
        }
        freeLeft -= freed;
        goOn(end, nowNs);
        return freed;
    }

    private void sort() {
        if (!sorted) {
            free.sort(Comparator.comparingLong(Run::start));
            sorted = true;
        }
    }

    void forEachFreeRun(DeferredPages.RunSink sink) {
        sort();
        for (Run run : free) {
            if (run.end() > first) {
                sink.run(Math.max(first, run.start()), run.end());
            }
        }
    }

    /** The next section with memory, or the end of the work. */
    private void goOn(long end, long nowNs) {
        if (memoryAt < memory.size()) {
            first = Math.max(end, memory.get(memoryAt).start());
        } else {
            first = NONE;
            endedNs = nowNs;
        }
    }
}
