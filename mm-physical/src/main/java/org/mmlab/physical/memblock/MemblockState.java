package org.mmlab.physical.memblock;

import org.mmlab.api.address.qual.PhysAddr;

/** The lists and switches that the parts of one memblock share (Linux: {@code struct memblock} and its file's statics). */
final class MemblockState {
    final MemblockConfig config;
    final MemblockLog log;
    final RegionArray memory;
    final RegionArray reserved;
    final RegionArray physmem;

    AllocationDirection direction = AllocationDirection.TOP_DOWN;

    @PhysAddr long currentLimit = PhysMath.PHYS_ADDR_MAX;

    boolean canResize;
    boolean hasMirror;
    boolean mirroredKernelcore;
    boolean movableNode;

    MemblockState(MemblockConfig config, MemblockLog log) {
        this.config = config;
        this.log = log;
        memory = new RegionArray("memory", config.memoryRegions(), config.maxNumNodes());
        reserved = new RegionArray("reserved", config.reservedRegions(), config.maxNumNodes());
        physmem = new RegionArray("physmem", config.physmemRegions(), config.maxNumNodes());
    }

    /** What an allocation asks of a region first (Linux: {@code choose_memblock_flags}). */
    int preferredFlags() {
        return hasMirror ? MemblockFlags.MIRROR : MemblockFlags.NONE;
    }

    /** The node that a new region is given, which is the only one there is where nodes are not kept. */
    int storedNid(int nid) {
        return config.maxNumNodes() == 1 ? 0 : nid;
    }
}
