package org.mmlab.physical.memblock;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/** Questions about the lists, and walks over them; nothing here changes anything. */
public final class MemblockQuery {
    private static final int MAPPABLE = MemblockFlags.HOTPLUG | MemblockFlags.DRIVER_MANAGED;

    private final MemblockState state;

    MemblockQuery(MemblockState state) {
        this.state = state;
    }

    /** Whether there is memory at an address. */
    public boolean isMemory(@PhysAddr long address) {
        return state.memory.indexOf(address) != RegionArray.NO_REGION;
    }

    /** Whether there is memory at an address that the direct map covers. */
    public boolean isMapMemory(@PhysAddr long address) {
        int index = state.memory.indexOf(address);
        return index != RegionArray.NO_REGION && (state.memory.flags(index) & MemblockFlags.NOMAP) == 0;
    }

    /** Whether an address is taken. */
    public boolean isReserved(@PhysAddr long address) {
        return state.reserved.indexOf(address) != RegionArray.NO_REGION;
    }

    /** Whether a range lies wholly in one region of memory. */
    public boolean isRegionMemory(@PhysAddr long base, long bytes) {
        int index = state.memory.indexOf(base);
        return index != RegionArray.NO_REGION
                && PhysMath.atMost(base + RegionEditor.cappedSize(base, bytes), state.memory.end(index));
    }

    /** Whether any byte of a range is taken. */
    public boolean isRegionReserved(@PhysAddr long base, long bytes) {
        return state.reserved.overlaps(base, bytes);
    }

    /** Bytes of memory, by the running total (Linux: {@code memblock_phys_mem_size}). */
    public long physMemSize() {
        return state.memory.totalBytes();
    }

    /** Bytes taken, by the running total. */
    public long reservedSize() {
        return state.reserved.totalBytes();
    }

    /** A guess at the free frames: memory less reserved, though what is reserved need not be memory. */
    public long estimatedNrFreePages() {
        return (physMemSize() - reservedSize()) >>> Addresses.PAGE_SHIFT;
    }

    /** The lowest address of memory; 0 if there is none. */
    public @PhysAddr long startOfDram() {
        return state.memory.base(0);
    }

    /** The first address after all memory; 0 if there is none. */
    public @PhysAddr long endOfDram() {
        int count = state.memory.count();
        return count == 0 ? Addresses.phys(0) : state.memory.end(count - 1);
    }

    /** The region of memory that holds a frame's first byte, or {@link RegionArray#NO_REGION} (Linux: {@code memblock_search_pfn_nid}). */
    public int memoryIndexOf(@Pfn long pfn) {
        return state.memory.indexOf(Addresses.physOf(pfn));
    }

    /** The node of the memory at a frame, or {@link Memblock#NUMA_NO_NODE} where there is no memory. */
    public int nidOf(@Pfn long pfn) {
        int index = memoryIndexOf(pfn);
        return index == RegionArray.NO_REGION ? Memblock.NUMA_NO_NODE : state.memory.nid(index);
    }

    /** Bytes of whole frames of memory that belong to no node; firmware that leaves much of it is broken (Linux: {@code memblock_validate_numa_coverage}). */
    public long bytesWithoutNode() {
        long pages = 0;
        PfnRangeCursor ranges = memPfnRanges(Memblock.NUMA_NO_NODE);
        while (ranges.next()) {
            if (!state.config.isNode(ranges.nid())) {
                pages += ranges.endPfn() - ranges.startPfn();
            }
        }
        return pages << Addresses.PAGE_SHIFT;
    }

    /** Whether at most {@code thresholdBytes} of memory belong to no node; says so in the log if not. */
    public boolean validateNumaCoverage(long thresholdBytes) {
        long lost = bytesWithoutNode();
        if (Long.compareUnsigned(lost, thresholdBytes) > 0) {
            state.log.print(
                    "NUMA: no nodes coverage for " + (lost >>> 20) + "MB of " + (physMemSize() >>> 20) + "MB RAM");
            return false;
        }
        return true;
    }

    /** Memory that is not taken, upwards; {@code flags} are those that a region may, or for MIRROR must, have. */
    public MemRangeCursor freeRanges(int nid, int flags) {
        return MemRangeCursor.forward(state, state.memory, state.reserved, nid, flags);
    }

    /** Memory that is not taken, downwards. */
    public MemRangeCursor freeRangesReverse(int nid, int flags) {
        return MemRangeCursor.reverse(state, state.memory, state.reserved, nid, flags);
    }

    /** Memory that the kernel maps, upwards: all but NOMAP (Linux: {@code for_each_mem_range}). */
    public MemRangeCursor memRanges() {
        return MemRangeCursor.forward(state, state.memory, null, Memblock.NUMA_NO_NODE, MAPPABLE);
    }

    /** As {@link #memRanges}, downwards. */
    public MemRangeCursor memRangesReverse() {
        return MemRangeCursor.reverse(state, state.memory, null, Memblock.NUMA_NO_NODE, MAPPABLE);
    }

    /** What is taken, upwards. */
    public MemRangeCursor reservedRanges() {
        return MemRangeCursor.forward(state, state.reserved, null, Memblock.NUMA_NO_NODE, MemblockFlags.NONE);
    }

    /** Installed memory outside {@code without}, all of it if that is null (Linux: {@code for_each_physmem_range}). */
    public MemRangeCursor physmemRanges(@Nullable RegionArray without) {
        return MemRangeCursor.forward(state, state.physmem, without, Memblock.NUMA_NO_NODE, MemblockFlags.NONE);
    }

    /** Regions of memory that hold a whole frame, of a node or of all if {@code nid} is none. */
    public PfnRangeCursor memPfnRanges(int nid) {
        return new PfnRangeCursor(state, nid);
    }

    /** Free frames of a zone, which spans [{@code zoneStart}, {@code zoneEnd}) of node {@code nid}, for deferred initialisation. */
    public ZonePfnRangeCursor freePfnRangesInZone(int nid, @Pfn long zoneStart, @Pfn long zoneEnd) {
        return new ZonePfnRangeCursor(freeRanges(nid, MemblockFlags.NONE), zoneStart, zoneEnd);
    }
}
