package org.mmlab.physical.zone;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.MigrateType;

/**
 * The migratetype of each pageblock, a byte each (Linux: {@code pageblock_flags}). With the flat and discontig models every zone has its own, so that a
 * pageblock on the border of two zones has a type in each; with the sparse ones they belong to the section, and are shared.
 */
public final class PageblockTypes {
    private final int shift;
    private byte[] types;

    /** Types for frames 0 to {@code frames - 1}, all {@code initial}; {@code order} is log2 of the frames in a pageblock. */
    public PageblockTypes(int frames, int order, int initial) {
        shift = order;
        types = new byte[blocks(frames, order)];
        Arrays.fill(types, (byte) initial);
    }

    private static int blocks(int frames, int order) {
        return (frames + (1 << order) - 1) >>> order;
    }

    /** log2 of the frames in a pageblock. */
    public int order() {
        return shift;
    }

    /** The type of the pageblock that holds a frame. */
    public int get(@FrameIndex int frame) {
        return types[Addresses.rawFrame(frame) >>> shift];
    }

    /** Sets the type of the pageblock that holds a frame. */
    public void set(@FrameIndex int frame, int migratetype) {
        types[Addresses.rawFrame(frame) >>> shift] = (byte) migratetype;
    }

    /** Makes room for more frames; new pageblocks are movable. */
    public void grow(int frames) {
        int old = types.length;
        int blocks = blocks(frames, shift);
        if (blocks > old) {
            types = Arrays.copyOf(types, blocks);
            Arrays.fill(types, old, blocks, (byte) MigrateType.MOVABLE);
        }
    }
}
