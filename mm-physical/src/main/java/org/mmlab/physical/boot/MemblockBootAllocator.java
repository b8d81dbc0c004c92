package org.mmlab.physical.boot;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.physical.memblock.MemRangeCursor;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockAllocator.NodeFallback;
import org.mmlab.physical.memblock.MemblockConfig;
import org.mmlab.physical.memblock.MemblockFlags;
import org.mmlab.physical.memblock.RegionArray;

/**
 * Linux's boot memory since 2.6.39, alone since 4.20 ({@code mm/memblock.c}). Byte-exact; allocates from the top. Its arrays are part of
 * the kernel's image until one is full; then they double into memory of their own.
 */
@PolicySpec(
        name = "memblock",
        doc = "sorted lists of regions, byte-exact, from the top of memory; Linux mm/memblock.c, the default")
public final class MemblockBootAllocator implements BootAllocator {
    /** Debian's amd64 kernels are built for 1024 nodes. */
    private static final int NODES_SHIFT = 10;

    private final Memblock memblock;

    /** For the registry. */
    public MemblockBootAllocator() {
        this(new Memblock(MemblockConfig.numa64(NODES_SHIFT)));
    }

    /** On a memblock that a boot sequence has begun to fill. */
    public MemblockBootAllocator(Memblock memblock) {
        this.memblock = memblock;
    }

    /** The memblock itself, for what the SPI does not say. */
    public Memblock memblock() {
        return memblock;
    }

    @Override
    public void addMemory(@PhysAddr long base, long bytes, int node) {
        memblock.addNode(base, bytes, node, MemblockFlags.NONE);
    }

    @Override
    public void ready() {
        memblock.allowResize();
    }

    @Override
    public void reserve(@PhysAddr long base, long bytes) {
        for (RegionArray list : List.of(memblock.memory(), memblock.reserved())) {
            OwnFrames.refuseOverlap("memblock's array of regions", list.arrayAddress(), arrayBytes(list), base, bytes);
        }
        require(memblock.reserve(base, bytes), "reserve", base, bytes);
    }

    @Override
    public @PhysAddr long allocate(long bytes, long alignment, @PhysAddr long min, @PhysAddr long max, int node) {
        @PhysAddr long end = max == Addresses.phys(0) ? Memblock.ALLOC_ANYWHERE : max;
        int nid = node == ANY_NODE ? Memblock.NUMA_NO_NODE : node;
        @PhysAddr long found = memblock.allocator().allocRangeNid(bytes, alignment, min, end, nid, NodeFallback.ANY_NODE);
        return found == Memblock.ALLOC_FAILED ? Addresses.NO_PHYS : found;
    }

    @Override
    public void free(@PhysAddr long base, long bytes) {
        require(memblock.physFree(base, bytes), "free", base, bytes);
    }

    /** Linux: {@code memblock_free_all}, then {@code memblock_discard}. */
    @Override
    public void handOver(FreeRunSink sink) {
        memblock.clearHotplug(Addresses.phys(0), -1L);
        MemRangeCursor free = memblock.query().freeRanges(Memblock.NUMA_NO_NODE, MemblockFlags.NONE);
        while (free.next()) {
            FrameRuns.wholeFrames(free.start(), free.end(), free.nid(), sink);
        }
        discard(memblock.memory(), sink);
        discard(memblock.reserved(), sink);
    }

    @Override
    public long metadataBytes() {
        return arrayBytes(memblock.memory()) + arrayBytes(memblock.reserved());
    }

    private void discard(RegionArray list, FreeRunSink sink) {
        if (list.arrayAddress() != RegionArray.STATIC_ARRAY) {
            @Pfn long first = Addresses.pfnOf(list.arrayAddress());
            FrameRuns.byNode(memblock, first, Addresses.pagesFor(arrayBytes(list)), sink);
        }
    }

    private long arrayBytes(RegionArray list) {
        return list.arrayAddress() == RegionArray.STATIC_ARRAY
                ? 0
                : Addresses.pagesFor((long) list.capacity() * memblock.config().regionBytes()) << Addresses.PAGE_SHIFT;
    }

    private static void require(int result, String operation, @PhysAddr long base, long bytes) {
        if (result != Memblock.OK) {
            throw new IllegalStateException(String.format(
                    "memblock could not %s 0x%x bytes at 0x%x: its array of regions is full and"
                            + " there is no free memory for a larger one; give the machine more memory",
                    operation, bytes, Addresses.rawPhys(base)));
        }
    }
}
