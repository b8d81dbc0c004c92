package org.mmlab.physical.percpu;

/** What per-CPU allocation has done since boot (Linux: {@code struct percpu_stats}). Written by {@link PerCpuAllocator}. */
public final class PerCpuStats {
    long allocations;
    long frees;
    long mostAllocations;
    int chunks;
    int mostChunks;
    int smallest;
    int largest;

    PerCpuStats() {}

    void allocated(Chunk chunk, int bytes) {
        allocations++;
        mostAllocations = Math.max(mostAllocations, current());
        smallest = smallest == 0 ? bytes : Math.min(smallest, bytes);
        largest = Math.max(largest, bytes);
        chunk.allocations++;
        chunk.largestAllocation = Math.max(chunk.largestAllocation, bytes);
    }

    void freed(Chunk chunk) {
        frees++;
        chunk.allocations--;
    }

    void chunkMade() {
        chunks++;
        mostChunks = Math.max(mostChunks, chunks);
    }

    void chunkGone() {
        chunks--;
    }

    /** Allocations that were made. */
    public long allocations() {
        return allocations;
    }

    /** Allocations that were freed. */
    public long frees() {
        return frees;
    }

    /** Allocations that live. */
    public long current() {
        return allocations - frees;
    }

    /** Chunks that there are, the first one included. */
    public int chunks() {
        return chunks;
    }
}
