package org.mmlab.api.frame;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/**
 * Linux's {@code mem_map}: what is known of every frame, as a struct of arrays by frame index. With the two links of
 * {@link FrameLists} it takes {@value #BYTES_PER_FRAME} bytes a frame, where Linux's {@code struct page} takes 64.
 *
 * <p>All accessors are O(1), allocation-free, and confined to the machine's thread. They do not check who may change what:
 * that is the business of the module that owns the frame's state, and of the invariants of the test kit. The table grows
 * when memory is added ({@link #grow}); hold the table, never an array of it.
 *
 * <p>{@code mapping} and {@code index} share one 64-bit word: 20 bits of mapping (0 = none; else the id of a file's
 * address_space or, with {@link FrameFlag#ANON}, of an anon_vma) and 44 bits of page offset, enough for 5-level tables.
 */
public final class FrameTable {
    /** Bytes of metadata for one frame, list links included. */
    public static final int BYTES_PER_FRAME = 32;
    /** No mapping: the frame belongs to no file and no anonymous area. */
    public static final int NO_MAPPING = 0;
    /** Greatest id of a mapping. */
    public static final int MAX_MAPPING = (1 << 20) - 1;
    /** Greatest page offset. */
    public static final long MAX_INDEX = (1L << 44) - 1;

    private static final int INDEX_BITS = 44;

    private int[] flags;
    private int[] refcount;
    private int[] mapcount;
    private int[] privates;
    private long[] mappingAndIndex;
    private int frames;

    /** A table of {@code frames} frames, all zero: no flag, no reference, no mapping, zone ordinal 0. */
    public FrameTable(int frames) {
        this.frames = frames;
        flags = new int[frames];
        refcount = new int[frames];
        mapcount = new int[frames];
        privates = new int[frames];
        mappingAndIndex = new long[frames];
    }

    /** Number of frames in the table. */
    public int frames() {
        return frames;
    }

    /** Makes room for {@code newFrames} in all; the new ones are zero. O(newFrames). Used by memory hot-plug alone. */
    public void grow(int newFrames) {
        if (newFrames < frames) {
            throw new IllegalArgumentException("frame table of " + frames + " frames cannot shrink to " + newFrames);
        }
        flags = Arrays.copyOf(flags, newFrames);
        refcount = Arrays.copyOf(refcount, newFrames);
        mapcount = Arrays.copyOf(mapcount, newFrames);
        privates = Arrays.copyOf(privates, newFrames);
        mappingAndIndex = Arrays.copyOf(mappingAndIndex, newFrames);
        frames = newFrames;
    }

    /** The {@link FrameFlag} bits of a frame. */
    public int flags(@FrameIndex int frame) {
        return flags[Addresses.rawFrame(frame)] & FrameFlag.MASK;
    }

    /** Whether every bit of {@code mask} is set. */
    public boolean has(@FrameIndex int frame, int mask) {
        return (flags[Addresses.rawFrame(frame)] & mask) == mask;
    }

    /** Whether at least one bit of {@code mask} is set. */
    public boolean hasAny(@FrameIndex int frame, int mask) {
        return (flags[Addresses.rawFrame(frame)] & mask) != 0;
    }

    /** Sets the bits of {@code mask}. */
    public void set(@FrameIndex int frame, int mask) {
        flags[Addresses.rawFrame(frame)] |= mask;
    }

    /** Clears the bits of {@code mask}. */
    public void clear(@FrameIndex int frame, int mask) {
        flags[Addresses.rawFrame(frame)] &= ~mask;
    }

    /** Clears the bits of {@code mask} and says whether any of them was set. */
    public boolean testAndClear(@FrameIndex int frame, int mask) {
        int i = Addresses.rawFrame(frame);
        boolean was = (flags[i] & mask) != 0;
        flags[i] &= ~mask;
        return was;
    }

    /** Sets the bits of {@code mask} and says whether any of them was set before. */
    public boolean testAndSet(@FrameIndex int frame, int mask) {
        int i = Addresses.rawFrame(frame);
        boolean was = (flags[i] & mask) != 0;
        flags[i] |= mask;
        return was;
    }

    /** The ordinal of the frame's zone among all zones of the machine. */
    public int zone(@FrameIndex int frame) {
        return flags[Addresses.rawFrame(frame)] >>> FrameFlag.BITS;
    }

    /** Puts a frame into the zone of that ordinal; its flags stay. */
    public void setZone(@FrameIndex int frame, int zone) {
        if (zone < 0 || zone >= FrameFlag.MAX_ZONES) {
            throw new IllegalArgumentException("zone ordinal " + zone + " is not in 0.." + (FrameFlag.MAX_ZONES - 1));
        }
        int i = Addresses.rawFrame(frame);
        flags[i] = (flags[i] & FrameFlag.MASK) | (zone << FrameFlag.BITS);
    }

    /** References held on the frame (mappings, page cache, pins); 0 = free. */
    public int refcount(@FrameIndex int frame) {
        return refcount[Addresses.rawFrame(frame)];
    }

    /** Sets the reference count. */
    public void setRefcount(@FrameIndex int frame, int count) {
        refcount[Addresses.rawFrame(frame)] = count;
    }

    /** Adds {@code delta} references and gives the new count. */
    public int addRef(@FrameIndex int frame, int delta) {
        return refcount[Addresses.rawFrame(frame)] += delta;
    }

    /** Page-table entries that map this frame. */
    public int mapcount(@FrameIndex int frame) {
        return mapcount[Addresses.rawFrame(frame)];
    }

    /** Sets the map count. */
    public void setMapcount(@FrameIndex int frame, int count) {
        mapcount[Addresses.rawFrame(frame)] = count;
    }

    /** Adds {@code delta} mappings and gives the new count. */
    public int addMapcount(@FrameIndex int frame, int delta) {
        return mapcount[Addresses.rawFrame(frame)] += delta;
    }

    /** The owner's value: a free block's order, a swap entry, a tail's head, … as the flags say. */
    public int privateValue(@FrameIndex int frame) {
        return privates[Addresses.rawFrame(frame)];
    }

    /** Sets the owner's value. */
    public void setPrivate(@FrameIndex int frame, int value) {
        privates[Addresses.rawFrame(frame)] = value;
    }

    /** The head of the compound page that {@code frame} belongs to; the frame itself where it is no tail. */
    public @FrameIndex int head(@FrameIndex int frame) {
        return has(frame, FrameFlag.TAIL) ? Addresses.frame(privateValue(frame)) : frame;
    }

    /** Makes the frames after {@code head}, up to {@code count} in all, tails of it. O(count). */
    public void setTails(@FrameIndex int head, int count) {
        int first = Addresses.rawFrame(head);
        Arrays.fill(privates, first + 1, first + count, first);
        for (int i = first + 1; i < first + count; i++) {
            flags[i] |= FrameFlag.TAIL;
        }
    }

    /** Makes the frames after {@code head}, up to {@code count} in all, single frames without flags. O(count). */
    public void clearTails(@FrameIndex int head, int count) {
        int first = Addresses.rawFrame(head);
        Arrays.fill(privates, first + 1, first + count, 0);
        for (int i = first + 1; i < first + count; i++) {
            flags[i] &= ~FrameFlag.MASK;
        }
    }

    /** Puts {@code count} frames from {@code first} into the zone of that ordinal, without flags. O(count). */
    public void setZones(@FrameIndex int first, int count, int zone) {
        int from = Addresses.rawFrame(first);
        setZone(first, zone);
        Arrays.fill(flags, from, from + count, zone << FrameFlag.BITS);
    }

    /** Puts {@code count} frames from {@code first} into the zone of that ordinal, reserved, with one reference each. O(count). */
    public void setReserved(@FrameIndex int first, int count, int zone) {
        int from = Addresses.rawFrame(first);
        setZone(first, zone);
        Arrays.fill(flags, from, from + count, zone << FrameFlag.BITS | FrameFlag.RESERVED);
        Arrays.fill(refcount, from, from + count, 1);
    }

    /** Id of the file or, with {@link FrameFlag#ANON}, of the anon_vma that the frame belongs to; {@link #NO_MAPPING}. */
    public int mapping(@FrameIndex int frame) {
        return (int) (mappingAndIndex[Addresses.rawFrame(frame)] >>> INDEX_BITS);
    }

    /** Page offset within the mapping. */
    public long index(@FrameIndex int frame) {
        return mappingAndIndex[Addresses.rawFrame(frame)] & MAX_INDEX;
    }

    /** Gives the frame its identity: page {@code index} of mapping {@code mapping}. */
    public void setMapping(@FrameIndex int frame, int mapping, long index) {
        if ((mapping & ~MAX_MAPPING) != 0 || (index & ~MAX_INDEX) != 0) {
            throw new IllegalArgumentException("mapping " + mapping + " index " + index + " of frame "
                    + Addresses.rawFrame(frame) + " is outside 0.." + MAX_MAPPING + ", 0.." + MAX_INDEX);
        }
        mappingAndIndex[Addresses.rawFrame(frame)] = ((long) mapping << INDEX_BITS) | index;
    }

    /** Takes the frame's identity away. */
    public void clearMapping(@FrameIndex int frame) {
        mappingAndIndex[Addresses.rawFrame(frame)] = 0;
    }

    /** Whether {@code frame} is a real index. */
    public static boolean exists(@FrameIndex int frame) {
        return frame != NO_FRAME;
    }
}
