package org.mmlab.physical.memblock;

/**
 * What the kernel's build fixes about memblock.
 *
 * @param maxNumNodes one above the highest node id; also the node of a region that has none (Linux: {@code MAX_NUMNODES}). 1 is a kernel
 *     without NUMA: nodes are not kept and every region answers node 0
 * @param memoryRegions slots of the static array of memory regions
 * @param reservedRegions slots of the static array of reserved regions
 * @param physmemRegions slots of the static array of installed regions
 * @param regionBytes bytes of one {@code struct memblock_region}, which decide where a doubled array fits
 * @param cacheLineBytes the alignment that replaces an alignment of 0 (Linux: {@code SMP_CACHE_BYTES})
 */
public record MemblockConfig(
        int maxNumNodes,
        int memoryRegions,
        int reservedRegions,
        int physmemRegions,
        int regionBytes,
        int cacheLineBytes) {
    private static final int INIT_REGIONS = 128;
    private static final int INIT_PHYSMEM_REGIONS = 4;

    /** Refuses what no kernel is built with. */
    public MemblockConfig {
        if (maxNumNodes < 1 || memoryRegions < 1 || reservedRegions < 1 || physmemRegions < 1) {
            throw new IllegalArgumentException(
                    "a memblock needs at least one node and one slot in each array, got maxNumNodes="
                            + maxNumNodes + " memoryRegions=" + memoryRegions + " reservedRegions=" + reservedRegions
                            + " physmemRegions=" + physmemRegions);
        }
        if (regionBytes < 1 || Integer.bitCount(cacheLineBytes) != 1) {
            throw new IllegalArgumentException(
                    "a region takes at least one byte and a cache line a power of two of bytes, got regionBytes="
                            + regionBytes + " cacheLineBytes=" + cacheLineBytes);
        }
    }

    /** A 64-bit kernel with {@code 1 << nodesShift} nodes; Debian's amd64 kernels have a shift of 10, the kernel's simulator 4. */
    public static MemblockConfig numa64(int nodesShift) {
        return new MemblockConfig(1 << nodesShift, INIT_REGIONS, INIT_REGIONS, INIT_PHYSMEM_REGIONS, 24, 64);
    }

    /** A 32-bit x86 kernel without NUMA; {@code regionBytes} is 20 with PAE, 12 without. */
    public static MemblockConfig uma32(int regionBytes) {
        return new MemblockConfig(1, INIT_REGIONS, INIT_REGIONS, INIT_PHYSMEM_REGIONS, regionBytes, 64);
    }

    /** Whether {@code nid} names a node that can exist (Linux: {@code numa_valid_node}). */
    public boolean isNode(int nid) {
        return nid >= 0 && nid < maxNumNodes;
    }
}
