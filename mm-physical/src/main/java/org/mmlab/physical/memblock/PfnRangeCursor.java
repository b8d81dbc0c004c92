package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;

/**
 * Walks the memory regions that hold at least one whole frame (Linux: {@code for_each_mem_pfn_range}). Zones and nodes are
 * laid out from it.
 */
public final class PfnRangeCursor {
    private final RegionArray memory;
    private final MemblockConfig config;
    private final int nid;
    private int index = RegionArray.NO_REGION;

    PfnRangeCursor(MemblockState state, int nid) {
        memory = state.memory;
        config = state.config;
        this.nid = nid;
    }

    /** Moves to the next region of the wanted node, of any node if that is none; false at the end. */
    public boolean next() {
        while (++index < memory.count()) {
            if (Long.compareUnsigned(Addresses.rawPfn(startPfn()), Addresses.rawPfn(endPfn())) < 0
                    && (!config.isNode(nid) || nid == memory.nid(index))) {
                return true;
            }
        }
        return false;
    }

    /** The first whole frame of the region. */
    public @Pfn long startPfn() {
        return PhysMath.pfnUp(memory.base(index));
    }

    /** The first frame that is not wholly in the region. */
    public @Pfn long endPfn() {
        return Addresses.pfnOf(memory.end(index));
    }

    /** Node of the region. */
    public int nid() {
        return memory.nid(index);
    }
}
