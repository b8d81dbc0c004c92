package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.Gfp;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Allocates per-CPU variables (Linux: {@code alloc_percpu}, {@code free_percpu}, {@code per_cpu_ptr}). A per-CPU pointer is an offset
 * from the first chunk's base; 0 to the template's size - 1 are the static variables. Confined to the machine's thread.
 */
public final class PerCpuAllocator {
    /** No per-CPU memory. */
    public static final long NULL = -1;

    /** Where the kernel sees physical memory (Linux on x86-64: {@code PAGE_OFFSET}). */
    private static final long DIRECT_MAP = 0xffff_8880_0000_0000L;

    private static final byte[] ZEROS = new byte[ChunkMap.PAGE_BYTES];

    private final AllocInfo info;
    private final PerCpuTemplate template;
    private final PerCpuBytes bytes;
    private final Executor later;
    private final long base;
    private final long[] unitOffset;
    private final int[] unitOfCpu;
    private final ChunkSlots slots;
    private final PageSupply pages;
    private final UnitWindow window;
    private final @Nullable Chunk reserved;
    private final Chunk first;
    private final PerCpuStats stats = new PerCpuStats();
    private final List<Chunk> dynamic = new ArrayList<>();
    int emptyPages;
    boolean atomicFailed;

    /**
     * Sets up the first chunk and copies the template into it (Linux: {@code pcpu_setup_first_chunk}).
     *
     * @param memory gives pages for further chunks
     * @param bytes the RAM that units lie in
     * @param later runs the balancing of pages, at a time of its own (Linux: the work {@code pcpu_balance_work})
     */
    public PerCpuAllocator(
            FirstChunk embedded, PerCpuTemplate template, PhysicalMemory memory, PerCpuBytes bytes, Executor later) {
        info = embedded.info();
        this.template = template;
        this.bytes = bytes;
        this.later = later;
        base = DIRECT_MAP + Addresses.rawPhys(embedded.base());
        unitOffset = UnitPlaces.offsets(info, memory.nodes().cpus());
        unitOfCpu = UnitPlaces.units(info, memory.nodes().cpus());
        slots = new ChunkSlots(info.unitSize());
        pages = new PageSupply(memory, unitOfCpu);
        window = new UnitWindow(info);
        int statics = (info.staticSize() + 3) & -4;
        reserved = info.reservedSize() == 0 ? null : Chunk.ofRegion(base + statics, info.reservedSize());
        int dynamicSize = info.dynamicSize() - (statics - info.staticSize());
        first = Chunk.ofRegion(base + statics + info.reservedSize(), dynamicSize);
        emptyPages = first.emptyPages;
        slots.relocate(first, ChunkMap.NONE);
        stats.chunkMade();
        copyTemplate();
    }

    private void copyTemplate() {
        byte[] image = template.image();
        for (int cpu = 0; cpu < unitOffset.length; cpu++) {
            for (int at = 0; at < image.length; at += ChunkMap.PAGE_BYTES) {
                bytes.write(physical(at, cpu), image, at, Math.min(ChunkMap.PAGE_BYTES, image.length - at));
            }
        }
    }

    /**
     * Takes memory that every CPU has a copy of, filled with zeros.
     *
     * @param size bytes of a copy, 1 to 32 KiB; rounded up to a multiple of 4
     * @param alignment a power of two up to a page
     * @param gfp the request; without {@link Gfp#DIRECT_RECLAIM} only memory that is populated is taken
     * @return the per-CPU pointer, or {@link #NULL} where the request cannot be met
     * @throws IllegalArgumentException where size or alignment is none
     */
    public long allocate(int size, int alignment, int gfp) {
        return allocate(size, alignment, gfp, false);
    }

    /** As above, from what is reserved for modules' static variables while there is room. */
    public long allocateReserved(int size, int alignment, int gfp) {
        return allocate(size, alignment, gfp, true);
    }

    private long allocate(int size, int alignment, int gfp, boolean forModule) {
        if (size < 1 || size > AllocInfoBuilder.MIN_UNIT) {
            throw new IllegalArgumentException("per-CPU size " + size + " is not in 1.." + AllocInfoBuilder.MIN_UNIT);
        }
        if (Integer.bitCount(alignment) != 1 || alignment < 1 || alignment > ChunkMap.PAGE_BYTES) {
            throw new IllegalArgumentException(
                    "per-CPU alignment " + alignment + " is not a power of two from 1 to " + ChunkMap.PAGE_BYTES);
        }
        int grains = (size + 3) >> ChunkMap.GRAIN_SHIFT;
        int alignGrains = Math.max(alignment >> ChunkMap.GRAIN_SHIFT, 1);
        boolean atomic = (gfp & Gfp.DIRECT_RECLAIM) == 0;
        int backing = gfp & (Gfp.KERNEL | Gfp.NORETRY | Gfp.NOWARN);
        Place place = forModule && reserved != null
                ? inChunk(reserved, grains, alignGrains, atomic)
                : search(grains, alignGrains, atomic);
        if (place == null) {
            atomicFailed |= atomic;
            scheduleIf(atomic);
            return NULL;
        }
        stats.allocated(place.chunk, grains << ChunkMap.GRAIN_SHIFT);
        if (!atomic && !populate(place, grains, backing)) {
            release(place.chunk, place.grain);
            return NULL;
        }
        scheduleIf(emptyPages < PerCpuBalance.EMPTY_LOW);
        long pointer = place.chunk.base + ((long) place.grain << ChunkMap.GRAIN_SHIFT) - base;
        clear(pointer, grains << ChunkMap.GRAIN_SHIFT);
        return pointer;
    }

    private record Place(Chunk chunk, int grain) {}

    private @Nullable Place inChunk(Chunk chunk, int grains, int alignment, boolean atomic) {
        int from = chunk.map.find(grains, alignment, atomic ? chunk.populated : null);
        if (from == ChunkMap.NONE) {
            return null;
        }
        int before = slots.of(chunk);
        int grain = chunk.map.take(grains, alignment, from);
        if (grain == ChunkMap.NONE) {
            return null;
        }
        chunk.freeBytes -= grains << ChunkMap.GRAIN_SHIFT;
        countEmpty(chunk, chunk.map.takeEmptyDelta());
        relocate(chunk, before);
        return new Place(chunk, grain);
    }

    private @Nullable Place search(int grains, int alignment, boolean atomic) {
        while (true) {
            for (int slot = slots.of(grains << ChunkMap.GRAIN_SHIFT); slot <= slots.free(); slot++) {
                for (Chunk chunk : slots.list(slot)) {
                    boolean promising =
                            chunk.map.find(grains, alignment, atomic ? chunk.populated : null) != ChunkMap.NONE;
                    if (!promising && slot < ChunkSlots.FAIL_THRESHOLD) {
                        slots.toHead(chunk, 0);
                    }
                    Place place = promising ? inChunk(chunk, grains, alignment, atomic) : null;
                    if (place != null) {
                        reintegrate(chunk);
                        return place;
                    }
                }
            }
            if (atomic || !slots.list(slots.free()).isEmpty()) {
                return null;
            }
            create();
        }
    }

    /** Makes a chunk without pages (Linux: {@code pcpu_create_chunk}). */
    Chunk create() {
        int units = info.units();
        Chunk chunk = Chunk.empty(window.take(), info.unitSize() / ChunkMap.PAGE_BYTES, units);
        dynamic.add(chunk);
        stats.chunkMade();
        slots.relocate(chunk, ChunkMap.NONE);
        return chunk;
    }

    private boolean populate(Place place, int grains, int gfp) {
        int end = (place.grain + grains + ChunkMap.PAGE_GRAINS - 1) / ChunkMap.PAGE_GRAINS;
        BitSet populated = place.chunk.populated;
        int from = populated.nextClearBit(place.grain / ChunkMap.PAGE_GRAINS);
        while (from < end) {
            int next = populated.nextSetBit(from);
            int to = next < 0 ? end : Math.min(end, next);
            if (!populate(place.chunk, from, to, gfp)) {
                return false;
            }
            from = populated.nextClearBit(to);
        }
        return true;
    }

    /** Populates pages and counts them, or none. */
    boolean populate(Chunk chunk, int from, int to, int gfp) {
        if (!pages.populate(chunk, from, to, gfp)) {
            return false;
        }
        chunk.populated.set(from, to);
        countEmpty(chunk, to - from);
        return true;
    }

    /** Gives populated pages back and counts them. */
    void depopulate(Chunk chunk, int from, int to) {
        pages.depopulate(chunk, from, to);
        chunk.populated.clear(from, to);
        countEmpty(chunk, from - to);
    }

    /** Ends a chunk that has neither allocations nor pages (Linux: {@code pcpu_destroy_chunk}). */
    void destroy(Chunk chunk) {
        slots.remove(chunk);
        dynamic.remove(chunk);
        window.free(chunk.base);
        stats.chunkGone();
    }

    /**
     * Frees what {@link #allocate} gave.
     *
     * @throws IllegalArgumentException where no allocation begins at the pointer
     */
    public void free(long pointer) {
        Chunk chunk = chunkOf(pointer);
        int grain = chunk == null ? 0 : (int) (base + pointer - chunk.base >> ChunkMap.GRAIN_SHIFT);
        boolean begins = chunk != null && (pointer & 3) == 0 && chunk.map.sizeAt(grain) != 0;
        if (chunk == null || !begins) {
            throw new IllegalArgumentException("no per-CPU allocation begins at 0x" + Long.toHexString(pointer)
                    + "; free what allocate() gave, once");
        }
        release(chunk, grain);
        boolean wanted = false;
        if (!chunk.isolated && chunk.freeBytes == info.unitSize()) {
            wanted = slots.list(slots.free()).size() > 1;
        } else if (shouldReclaim(chunk)) {
            isolate(chunk);
            wanted = true;
        }
        scheduleIf(wanted);
    }

    private void release(Chunk chunk, int grain) {
        stats.freed(chunk);
        int before = slots.of(chunk);
        chunk.freeBytes += chunk.map.release(grain) << ChunkMap.GRAIN_SHIFT;
        countEmpty(chunk, chunk.map.takeEmptyDelta());
        relocate(chunk, before);
    }

    /** Whether a quarter of a chunk is empty and populated while others have enough such pages (Linux: {@code pcpu_should_reclaim_chunk}). */
    private boolean shouldReclaim(Chunk chunk) {
        if (chunk.immutable) {
            return false;
        }
        boolean plenty = emptyPages > PerCpuBalance.EMPTY_HIGH + chunk.emptyPages;
        return chunk.isolated && chunk.emptyPages != 0 || plenty && chunk.emptyPages >= chunk.pages / 4;
    }

    private void isolate(Chunk chunk) {
        if (!chunk.isolated) {
            chunk.isolated = true;
            emptyPages -= chunk.emptyPages;
        }
        slots.toHead(chunk, slots.toDepopulate());
    }

    /** Lets allocations find a chunk again that was set aside. */
    void reintegrate(Chunk chunk) {
        if (chunk.isolated) {
            chunk.isolated = false;
            emptyPages += chunk.emptyPages;
            slots.relocate(chunk, ChunkMap.NONE);
        }
    }

    private void relocate(Chunk chunk, int before) {
        if (chunk != reserved) {
            slots.relocate(chunk, before);
        }
    }

    private void countEmpty(Chunk chunk, int pagesMore) {
        chunk.emptyPages += pagesMore;
        if (chunk != reserved && !chunk.isolated) {
            emptyPages += pagesMore;
        }
    }

    private void scheduleIf(boolean wanted) {
        if (wanted) {
            later.execute(new PerCpuBalance(this));
        }
    }

    private void clear(long pointer, int size) {
        for (int cpu = 0; cpu < unitOffset.length; cpu++) {
            int done = 0;
            while (done < size) {
                @PhysAddr long at = physical(pointer + done, cpu);
                int room = ChunkMap.PAGE_BYTES - (int) (Addresses.rawPhys(at) & Addresses.PAGE_OFFSET_MASK);
                int part = Math.min(room, size - done);
                bytes.write(at, ZEROS, 0, part);
                done += part;
            }
        }
    }

    /** The chunk that a per-CPU pointer lies in, or null; null for the static area too. */
    private @Nullable Chunk chunkOf(long pointer) {
        long address = base + pointer;
        if (first.serves(address)) {
            return first;
        }
        if (reserved != null && reserved.serves(address)) {
            return reserved;
        }
        for (Chunk chunk : dynamic) {
            if (chunk.serves(address)) {
                return chunk;
            }
        }
        return null;
    }

    /** The kernel's address of a CPU's copy (Linux: {@code per_cpu_ptr}). */
    public long address(long pointer, int cpu) {
        return base + pointer + unitOffset[cpu];
    }

    /**
     * The physical address of a CPU's copy (Linux: {@code per_cpu_ptr_to_phys}).
     *
     * @throws IllegalArgumentException where there is no memory at the pointer
     */
    public @PhysAddr long physical(long pointer, int cpu) {
        Chunk chunk = chunkOf(pointer);
        boolean embedded = chunk == null ? pointer >= 0 && pointer < info.staticSize() : chunk.immutable;
        if (embedded) {
            return Addresses.phys(address(pointer, cpu) - DIRECT_MAP);
        }
        if (chunk != null) {
            int offset = (int) (base + pointer - chunk.base);
            var frame = chunk.frame(unitOfCpu[cpu], offset / ChunkMap.PAGE_BYTES);
            if (frame != Addresses.NO_FRAME) {
                return pages.address(frame, offset % ChunkMap.PAGE_BYTES);
            }
        }
        throw new IllegalArgumentException("there is no memory at per-CPU pointer 0x" + Long.toHexString(pointer));
    }

    /** The layout of units. */
    public AllocInfo info() {
        return info;
    }

    /** The static variables. */
    public PerCpuTemplate template() {
        return template;
    }

    /** What has been done. */
    public PerCpuStats stats() {
        return stats;
    }

    /** Pages that the first chunk and all others have in one unit, populated (Linux: {@code pcpu_nr_pages} without its units). */
    public long populatedPages() {
        return (long) info.firstChunkBytes() / ChunkMap.PAGE_BYTES
                + dynamic.stream()
                        .mapToInt(chunk -> chunk.populated.cardinality())
                        .sum();
    }

    /** Frames taken from the page allocator. */
    public long dynamicFrames() {
        return dynamic.stream().mapToLong(pages::frames).sum();
    }

    ChunkSlots slots() {
        return slots;
    }

    Chunk first() {
        return first;
    }

    @Nullable Chunk reserved() {
        return reserved;
    }

    List<Chunk> dynamic() {
        return dynamic;
    }
}
