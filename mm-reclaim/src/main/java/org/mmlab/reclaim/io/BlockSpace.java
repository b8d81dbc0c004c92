package org.mmlab.reclaim.io;

import java.util.BitSet;

/** Which blocks of a device are in use. Gives consecutive blocks to consecutive requests while the device is young. */
public final class BlockSpace {
    /** No block is free. */
    public static final long FULL = -1;

    private final int blocks;
    private final BitSet taken = new BitSet();
    private int cursor;
    private int used;

    /** All of {@code blocks} blocks are free; a device of 2^31 blocks and more is used up to there. */
    public BlockSpace(long blocks) {
        this.blocks = (int) Math.min(blocks, Integer.MAX_VALUE - 1);
    }

    /** Takes the next free block at or after the last one that was given, or {@link #FULL}. */
    public long take() {
        if (used == blocks) {
            return FULL;
        }
        int block = taken.nextClearBit(cursor);
        if (block >= blocks) {
            block = taken.nextClearBit(0);
        }
        taken.set(block);
        cursor = block + 1;
        used++;
        return block;
    }

    /** Gives a block back. */
    public void free(long block) {
        if (!taken.get((int) block)) {
            throw new IllegalStateException("block " + block + " is freed but was not taken");
        }
        taken.clear((int) block);
        used--;
    }

    /** Blocks in use. */
    public int used() {
        return used;
    }
}
