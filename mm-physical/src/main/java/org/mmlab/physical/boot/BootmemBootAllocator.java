package org.mmlab.physical.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.physical.bootmem.Bootmem;
import org.mmlab.physical.bootmem.BootmemNode;
import org.mmlab.physical.bootmem.ReserveMode;

/**
 * Linux's boot memory before memblock ({@code mm/bootmem.c}). Reservations wait until all memory is known; then each node's bitmap is put
 * into the first free frames that hold it, on the node itself if it has room. Reserves by whole frames outwards, frees inwards.
 *
 * <p>Of a range at or above {@code min} or below {@code max} only whole frames are used; the kernel's own soft goal is
 * {@link Bootmem}'s.
 */
@PolicySpec(name = "bootmem", doc = "a bitmap for each node, first fit from the bottom; Linux mm/bootmem.c, until 4.20")
public final class BootmemBootAllocator implements BootAllocator {
    private static final long BIOS_END = 1 << 20;

    private final RamRanges ram = new RamRanges();
    private final List<long[]> earlyReservations = new ArrayList<>();
    private final Bootmem bootmem = new Bootmem();
    private boolean ready;
    private long metadataBytes;

    /** For the registry. */
    public BootmemBootAllocator() {}

    /** The bitmaps themselves, for what the SPI does not say. */
    public Bootmem bootmem() {
        return bootmem;
    }

    @Override
    public void addMemory(@PhysAddr long base, long bytes, int node) {
        if (ready) {
            throw new IllegalStateException(
                    "bootmem cannot take memory once its bitmaps are placed; declare all RAM before ready()");
        }
        ram.add(base, bytes, node);
    }

    @Override
    public void ready() {
        ready = true;
        for (Map.Entry<Integer, long[]> span : spans().entrySet()) {
            long frames = span.getValue()[1] - span.getValue()[0];
            long pages = BootmemNode.mapPages(frames);
            @Pfn long map = placeForMap(pages, span.getKey());
            bootmem.initNode(span.getKey(), map, Addresses.pfn(span.getValue()[0]), Addresses.pfn(span.getValue()[1]));
            earlyReservations.add(new long[] {Addresses.rawPhys(Addresses.physOf(map)), pages << Addresses.PAGE_SHIFT});
            metadataBytes += pages << Addresses.PAGE_SHIFT;
        }
        for (RamRanges.Range range : ram.all()) {
            bootmem.free(nodeOf(range.node()), range.start(), range.end() - range.start());
        }
        for (long[] reservation : earlyReservations) {
            reserveNow(Addresses.phys(reservation[0]), reservation[1]);
        }
    }

    @Override
    public void reserve(@PhysAddr long base, long bytes) {
        if (!ready) {
            earlyReservations.add(new long[] {Addresses.rawPhys(base), bytes});
            return;
        }
        for (BootmemNode node : bootmem.nodes()) {
            OwnFrames.refuseOverlap("bootmem's bitmap", Addresses.physOf(node.mapPfn()), mapBytes(node), base, bytes);
        }
        reserveNow(base, bytes);
    }

    private void reserveNow(@PhysAddr long base, long bytes) {
        ram.parts(
                base,
                base + bytes,
                (start, end, node) -> bootmem.reserve(nodeOf(node), start, end - start, ReserveMode.SHARED));
    }

    @Override
    public @PhysAddr long allocate(long bytes, long alignment, @PhysAddr long min, @PhysAddr long max, int node) {
        @PhysAddr long goal = Addresses.phys((Addresses.rawPhys(min) + Addresses.PAGE_OFFSET_MASK) & -Addresses.PAGE_SIZE);
        long align = goal == Addresses.phys(0) ? alignment : Math.max(alignment, Addresses.PAGE_SIZE);
        if (max != Addresses.phys(0) && Addresses.rawPhys(goal) + bytes > Addresses.rawPhys(max)) {
            return Addresses.NO_PHYS;
        }
        @PhysAddr long found = Addresses.NO_PHYS;
        for (BootmemNode candidate : bootmem.nodes()) {
            if (candidate.nid() == node) {
                found = allocateOn(candidate, bytes, align, goal, max);
            }
        }
        for (BootmemNode candidate : bootmem.nodes()) {
            if (found == Addresses.NO_PHYS && candidate.nid() != node) {
                found = allocateOn(candidate, bytes, align, goal, max);
            }
        }
        return found;
    }

    private static @PhysAddr long allocateOn(
            BootmemNode node, long bytes, long align, @PhysAddr long goal, @PhysAddr long max) {
        return node.lowPfn() <= Addresses.pfnOf(goal) ? Addresses.NO_PHYS : node.allocate(bytes, align, goal, max);
    }

    @Override
    public void free(@PhysAddr long base, long bytes) {
        ram.parts(base, base + bytes, (start, end, node) -> bootmem.free(nodeOf(node), start, end - start));
    }

    /** Linux: {@code free_all_bootmem}, which frees the bitmaps last. */
    @Override
    public void handOver(FreeRunSink sink) {
        for (BootmemNode node : bootmem.nodes()) {
            node.forEachFreeRun(sink::freeRun);
        }
        for (BootmemNode node : bootmem.nodes()) {
            @PhysAddr long map = Addresses.physOf(node.mapPfn());
            ram.parts(map, map + mapBytes(node), (start, end, nid) -> FrameRuns.wholeFrames(start, end, nid, sink));
        }
    }

    @Override
    public long metadataBytes() {
        return metadataBytes;
    }

    /** The first frames that nobody has reserved and that are enough: above the BIOS's memory, and on the node itself, if it has them. */
    private @Pfn long placeForMap(long pages, int node) {
        long bytes = pages << Addresses.PAGE_SHIFT;
        @PhysAddr long place = placeFrom(BIOS_END, bytes, node);
        place = place == Addresses.NO_PHYS ? placeFrom(0, bytes, node) : place;
        if (place == Addresses.NO_PHYS) {
            throw new IllegalStateException("bootmem finds no place for the bitmap of node " + node + ", which needs "
                    + pages + " free frames in a row; give the machine more memory");
        }
        return Addresses.pfnOf(place);
    }

    private @PhysAddr long placeFrom(long lowest, long bytes, int node) {
        @PhysAddr long place = Addresses.NO_PHYS;
        for (RamRanges.Range range : ram.all()) {
            boolean better = place == Addresses.NO_PHYS || (range.node() == node && ram.nodeOf(place) != node);
            @PhysAddr long found = better ? firstFree(range, lowest, bytes) : Addresses.NO_PHYS;
            place = found == Addresses.NO_PHYS ? place : found;
        }
        return place;
    }

    private @PhysAddr long firstFree(RamRanges.Range range, long lowest, long bytes) {
        long start = Math.max(lowest, Addresses.rawPhys(range.start()));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (long[] taken : earlyReservations) {
                if (taken[0] < start + bytes && start < taken[0] + taken[1]) {
                    start = (taken[0] + taken[1] + Addresses.PAGE_OFFSET_MASK) & -Addresses.PAGE_SIZE;
                    moved = true;
                }
            }
        }
        return start + bytes <= Addresses.rawPhys(range.end()) ? Addresses.phys(start) : Addresses.NO_PHYS;
    }

    private static long mapBytes(BootmemNode node) {
        return BootmemNode.mapPages(node.frames()) << Addresses.PAGE_SHIFT;
    }

    /** First frame and frame after the last of each node, by whole frames of RAM. */
    private SortedMap<Integer, long[]> spans() {
        SortedMap<Integer, long[]> spans = new TreeMap<>();
        for (RamRanges.Range range : ram.all()) {
            FrameRuns.wholeFrames(range.start(), range.end(), range.node(), (start, count, node) -> {
                long first = Addresses.rawPfn(start);
                long[] span = spans.computeIfAbsent(node, nid -> new long[] {first, first});
                span[1] = first + count;
            });
        }
        return spans;
    }

    private BootmemNode nodeOf(int nid) {
        BootmemNode node = bootmem.node(nid);
        if (node == null) {
            throw new IllegalStateException(
                    "bootmem has no bitmap for node " + nid + ", which has no whole frame of RAM");
        }
        return node;
    }
}
