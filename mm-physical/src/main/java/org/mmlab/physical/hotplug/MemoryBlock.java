package org.mmlab.physical.hotplug;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.physical.zone.Zone;

/**
 * The unit in which memory is put online and offline (Linux: {@code struct memory_block}): a number of whole sections, the same for all
 * blocks of a machine.
 */
public final class MemoryBlock {
    private final long index;
    private final long frames;
    private final int node;
    private final Origin origin;
    private final @Nullable MemoryGroup group;
    private final long selfHosted;
    private @Nullable Zone zone;
    private BlockState state;

    /** Where a block comes from. */
    public enum Origin {
        /** The firmware's map. */
        BOOT,
        /** It was plugged in. */
        ADDED
    }

    MemoryBlock(long index, long frames, int node, Origin origin, @Nullable MemoryGroup group, long selfHosted) {
        this.index = index;
        this.frames = frames;
        this.node = node;
        this.origin = origin;
        this.group = group;
        this.selfHosted = selfHosted;
        state = BlockState.OFFLINE;
    }

    /** The number by which Linux names it: its first frame in units of a block. */
    public long index() {
        return index;
    }

    /** Frames from its first to its last; blocks of boot may have holes. */
    public long frames() {
        return frames;
    }

    /** First page frame number. */
    public long start() {
        return index * frames;
    }

    /** First page frame number after it. */
    public long end() {
        return start() + frames;
    }

    /** Its node. */
    public int node() {
        return node;
    }

    /** Whether it was there at boot. */
    public Origin origin() {
        return origin;
    }

    /** The device that it is part of, or null. */
    public @Nullable MemoryGroup group() {
        return group;
    }

    /** Its first frames that hold its own metadata; 0 = none. */
    public long selfHosted() {
        return selfHosted;
    }

    /** The zone of all its frames; null while it is offline, or where it lies in several zones or nodes. */
    public @Nullable Zone zone() {
        return zone;
    }

    /** Whether it is in use. */
    public BlockState state() {
        return state;
    }

    void setOnline(@Nullable Zone inZone) {
        zone = inZone;
        state = BlockState.ONLINE;
    }

    void setOffline() {
        zone = null;
        state = BlockState.OFFLINE;
    }

    @Override
    public String toString() {
        return "memory" + index;
    }
}
