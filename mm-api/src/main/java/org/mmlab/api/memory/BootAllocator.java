package org.mmlab.api.memory;

import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.plugin.Policy;

/**
 * Serves memory before the page allocator runs, and hands what is left over to it. One instance a machine.
 *
 * <p>Life: {@link #addMemory} for every range of RAM, {@link #reserve} for what firmware and kernel hold, {@link #ready}, then
 * any mix of allocate, reserve and free, at last {@link #handOver} once; nothing is called after it but the reports.
 * Built in: memblock (Linux {@code mm/memblock.c}), bootmem (the bitmap allocator of {@code mm/bootmem.c}, Linux before 4.20),
 * none (what was asked for early is carved from the free ranges by plain arithmetic).
 */
public interface BootAllocator extends Policy {
    /** Any node. */
    int ANY_NODE = -1;

    /** Declares RAM of a node: {@code bytes} bytes from {@code base}; ranges may come in any order and must not overlap. */
    void addMemory(@PhysAddr long base, long bytes, int node);

    /** Says that all RAM has been declared; allocators that need metadata of their own place it now. */
    void ready();

    /**
     * Marks a range as taken, whether or not RAM is there.
     *
     * @throws IllegalStateException if the allocator has put metadata of its own there, which it may once it is {@link #ready}:
     *     what must be that very range is reserved before
     */
    void reserve(@PhysAddr long base, long bytes);

    /**
     * Takes {@code bytes} bytes.
     *
     * @param alignment a power of two, in bytes
     * @param min lowest address that may be given
     * @param max first address that may not; 0 = no bound
     * @param node the wanted node, or {@link #ANY_NODE}; another one is used when it is full
     * @return where, or {@code NO_PHYS} when nothing fits
     */
    @PhysAddr long allocate(long bytes, long alignment, @PhysAddr long min, @PhysAddr long max, int node);

    /** Gives a range back that was reserved or allocated. */
    void free(@PhysAddr long base, long bytes);

    /**
     * Calls the sink with every run of free frames, in ascending order within a node, then with the frames that the allocator held
     * itself, and ends its life.
     */
    void handOver(FreeRunSink sink);

    /** Bytes of simulated memory that the allocator took for itself. */
    long metadataBytes();

    /** Takes the runs of free frames at the hand-over. */
    @FunctionalInterface
    interface FreeRunSink {
        /** {@code count} frames from {@code start}, all of {@code node}, are free. */
        void freeRun(@Pfn long start, long count, int node);
    }
}
