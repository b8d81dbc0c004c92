package org.mmlab.lab.map;

import java.util.Arrays;
import java.util.Locale;
import org.mmlab.api.memory.MigrateType;

/** What the frames of a stretch of addresses are used for. Filled once, by {@link MemoryGrid}. */
final class Cell {
    /** No frame. */
    static final Cell HOLE = new Cell();

    private final long[] frames = new long[FrameUse.values().length];
    private int largestFree;
    private int types;

    /** Adds frames of one use and one type of pageblock. */
    void add(FrameUse use, long count, int freeOrder, int migratetype) {
        frames[use.ordinal()] += count;
        types |= 1 << migratetype;
        if (use.isFree()) {
            largestFree = Math.max(largestFree, freeOrder);
        }
    }

    /** Frames of one use. */
    long frames(FrameUse use) {
        return frames[use.ordinal()];
    }

    /** Frames that exist. */
    long present() {
        return Arrays.stream(frames).sum();
    }

    /** Frames that are not free. */
    long used() {
        return present() - frames(FrameUse.FREE) - frames(FrameUse.FRAGMENT);
    }

    /** The use of most of the frames in use; where none is, of most of the free ones. */
    FrameUse mainUse() {
        boolean free = used() == 0;
        FrameUse main = FrameUse.FREE;
        long most = 0;
        for (FrameUse use : FrameUse.values()) {
            if (use.isFree() == free && frames(use) > most) {
                main = use;
                most = frames(use);
            }
        }
        return main;
    }

    /** Order of the largest free block that lies in the cell or begins before it. */
    int largestFree() {
        return largestFree;
    }

    /** Whether pageblocks of a type lie in it. */
    boolean has(int migratetype) {
        return (types & 1 << migratetype) != 0;
    }

    /** Number of different types of its pageblocks. */
    int typeCount() {
        return Integer.bitCount(types);
    }

    /** The lowest type of its pageblocks; {@code UNMOVABLE} in a hole. */
    int firstType() {
        return types == 0 ? MigrateType.UNMOVABLE : Integer.numberOfTrailingZeros(types);
    }

    /** Uses and types in words. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (FrameUse use : FrameUse.values()) {
            if (frames(use) != 0) {
                text.append(String.format(Locale.ROOT, "%s: %,d frames\n", use.label(), frames(use)));
            }
        }
        if (used() != present()) {
            text.append("largest free block: order ").append(largestFree).append('\n');
        }
        text.append("pageblocks:");
        for (int type = 0; type < MigrateType.COUNT; type++) {
            text.append(has(type) ? " " + MigrateType.kernelName(type) : "");
        }
        return text.toString();
    }

    /** Whether a picture of both is the same. */
    boolean looksLike(Cell other) {
        return Arrays.equals(frames, other.frames) && types == other.types && largestFree == other.largestFree;
    }
}
