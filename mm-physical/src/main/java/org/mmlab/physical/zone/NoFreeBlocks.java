package org.mmlab.physical.zone;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.FreeBlocks;

/** The free blocks of a zone without frames: none, ever. */
enum NoFreeBlocks implements FreeBlocks {
    INSTANCE;

    @Override
    public @FrameIndex int allocate(int order, int migratetype, int flags) {
        return NO_FRAME;
    }

    @Override
    public int allocateBulk(int order, int count, int migratetype, int flags, int list) {
        return 0;
    }

    @Override
    public void free(@FrameIndex int frame, int order, Placement placement) {
        throw new IllegalStateException(
                "a frame was freed into a zone that has none; its zone was never populated, or its zone ordinal is wrong");
    }

    @Override
    public long blocks(int order, int migratetype) {
        return 0;
    }

    @Override
    public boolean hasBlock(int order, int flags) {
        return false;
    }

    @Override
    public void forEach(BlockVisitor visitor) {
        // nothing is free
    }

    @Override
    public @FrameIndex int blockHolding(@FrameIndex int frame) {
        return NO_FRAME;
    }

    @Override
    public int orderAt(@FrameIndex int frame) {
        return NOT_FREE;
    }

    @Override
    public int take(@FrameIndex int frame) {
        return NOT_FREE;
    }

    @Override
    public boolean isolate(@FrameIndex int frame) {
        return false;
    }

    @Override
    public void restore(@FrameIndex int frame, int migratetype) {
        // nothing was isolated
    }
}
