package org.mmlab.physical.bootmem;

import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator.FreeRunSink;

/**
 * The bitmap of one node (Linux: {@code struct bootmem_data}). Frames are numbered from the node's first one; everything is taken
 * until it is freed. Reserving and freeing cost time linear in the frames, allocating linear in the node's frames at worst.
 */
public final class BootmemNode {
    private static final int WORD_FRAMES = Long.SIZE;

    private static final int NONE = -1;

    private final int nid;
    private final @Pfn long minPfn;
    private final @Pfn long lowPfn;
    private final @Pfn long mapPfn;
    private final BitSet taken = new BitSet();

    /** Where the last allocation ended, in bytes from the node's first frame: the next one may start in the same frame. */
    private long lastEndOffset;

    /** The lowest frame that may be free. */
    private int hint;

    /**
     * A node with frames {@code minPfn} to {@code lowPfn - 1}, all of them taken (Linux: {@code init_bootmem_core}).
     *
     * @param nid the node's number
     * @param mapPfn the first frame of the bitmap's own place, which the caller reserves
     */
    BootmemNode(int nid, @Pfn long mapPfn, @Pfn long minPfn, @Pfn long lowPfn) {
        long frames = lowPfn - minPfn;
        if (frames <= 0 || frames > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("node " + nid + " spans " + frames
                    + " frames; a bitmap holds at least 1 and at most 2^31 - 1 of them");
        }
        this.nid = nid;
        this.mapPfn = mapPfn;
        this.minPfn = minPfn;
        this.lowPfn = lowPfn;
        taken.set(0, (int) frames);
    }

    /** Bytes of a bitmap for that many frames: whole words (Linux: {@code bootmap_bytes}). */
    public static long mapBytes(long frames) {
        return (frames + WORD_FRAMES - 1) / WORD_FRAMES * Long.BYTES;
    }

    /** Frames that a bitmap for that many frames takes up (Linux: {@code bootmem_bootmap_pages}). */
    public static long mapPages(long frames) {
        return Addresses.pagesFor(mapBytes(frames));
    }

    /** The node's number. */
    public int nid() {
        return nid;
    }

    /** The node's first frame. */
    public @Pfn long minPfn() {
        return minPfn;
    }

    /** The first frame after the node. */
    public @Pfn long lowPfn() {
        return lowPfn;
    }

    /** The first frame of the bitmap. */
    public @Pfn long mapPfn() {
        return mapPfn;
    }

    /** How many frames the bitmap covers. */
    public int frames() {
        return (int) (lowPfn - minPfn);
    }

    /** Whether a frame, which must be the node's, is taken. */
    public boolean isTaken(@Pfn long pfn) {
        return taken.get(index(pfn));
    }

    /**
     * Takes the frames from {@code start} to {@code end - 1}; says whether it did, which an exclusive call does not where one of
     * them was taken (Linux: {@code __reserve}).
     */
    public boolean reserve(@Pfn long start, @Pfn long end, ReserveMode mode) {
        int from = index(start);
        int to = index(end);
        int firstTaken = taken.nextSetBit(from);
        if (mode == ReserveMode.EXCLUSIVE && firstTaken != NONE && firstTaken < to) {
            return false;
        }
        taken.set(from, to);
        return true;
    }

    /**
     * Frees the frames from {@code start} to {@code end - 1} (Linux: {@code __free}).
     *
     * @throws IllegalStateException if one of them was free, over which the kernel stops
     */
    public void free(@Pfn long start, @Pfn long end) {
        int from = index(start);
        int to = index(end);
        int firstFree = taken.nextClearBit(from);
        if (firstFree < to) {
            throw new IllegalStateException("bootmem: BUG: pfn " + (Addresses.rawPfn(minPfn) + firstFree) + " of node "
                    + nid + " is freed and was free; free only what was reserved or allocated");
        }
        hint = Math.min(hint, from);
        taken.clear(from, to);
    }

    /**
     * Allocates, first fit from {@code goal} if the node has that address, else from its start (Linux:
     * {@code alloc_bootmem_bdata}).
     *
     * @param bytes at least 1
     * @param align a power of two, in bytes
     * @param goal where to start looking, 0 for no wish
     * @param limit the first address that may not be given, 0 for none; rounded down to a page
     * @return the address, or {@code NO_PHYS}
     */
    public @PhysAddr long allocate(long bytes, long align, @PhysAddr long goal, @PhysAddr long limit) {
        long min = Addresses.rawPfn(minPfn);
        long max = limit == Addresses.phys(0)
                ? Addresses.rawPfn(lowPfn)
                : Math.min(Addresses.rawPfn(lowPfn), Addresses.rawPfn(Addresses.pfnOf(limit)));
        if (max <= min) {
            return Addresses.NO_PHYS;
        }
        long step = Math.max(align >>> Addresses.PAGE_SHIFT, 1);
        long wish = Addresses.rawPfn(Addresses.pfnOf(goal));
        long start = roundUp(wish > min && wish < max ? wish : min, step);
        long first = start - min;
        long end = max - min;
        int pages = (int) Math.min(Integer.MAX_VALUE, Addresses.pagesFor(bytes));
        long found = hint > first ? find(alignIndex(hint, step), end, pages, step) : NONE;
        if (found == NONE) {
            found = find(first, end, pages, step);
        }
        return found == NONE ? Addresses.NO_PHYS : take((int) found, bytes, align);
    }

    /** The first aligned place of free frames, or {@link #NONE}. */
    private long find(long from, long end, int pages, long step) {
        long start = from;
        while (start < end) {
            start = alignIndex(taken.nextClearBit((int) start), step);
            if (start + pages > end) {
                return NONE;
            }
            int obstacle = taken.nextSetBit((int) start);
            if (obstacle == NONE || obstacle >= start + pages) {
                return start;
            }
            start = alignIndex(obstacle, step);
            if (start == obstacle) {
                start += step;
            }
        }
        return NONE;
    }

    /** Takes free frames, or begins in the frame before them, if the last allocation ended there. */
    private @PhysAddr long take(int index, long bytes, long align) {
        long base = Addresses.rawPhys(Addresses.physOf(minPfn));
        long offset = (long) index << Addresses.PAGE_SHIFT;
        boolean follows = (lastEndOffset & Addresses.PAGE_OFFSET_MASK) != 0
                && (lastEndOffset >>> Addresses.PAGE_SHIFT) + 1 == index;
        if (follows) {
            offset = roundUp(base + lastEndOffset, align) - base;
        }
        int firstNew = (int) Math.max(index, offset >>> Addresses.PAGE_SHIFT);
        lastEndOffset = offset + bytes;
        hint = (int) Addresses.pagesFor(lastEndOffset);
        taken.set(firstNew, hint);
        return Addresses.phys(base + offset);
    }

    /** Calls {@code sink} with every run of free frames, upwards. */
    public void forEachFreeRun(FreeRunSink sink) {
        int start = taken.nextClearBit(0);
        while (start < frames()) {
            int end = taken.nextSetBit(start);
            end = end == NONE ? frames() : end;
            sink.freeRun(minPfn + start, end - start, nid);
            start = taken.nextClearBit(end);
        }
    }

    private int index(@Pfn long pfn) {
        long index = pfn - minPfn;
        if (index < 0 || index > frames()) {
            throw new IllegalStateException("bootmem: BUG: pfn " + Addresses.rawPfn(pfn) + " is not of node " + nid
                    + ", which has " + Addresses.rawPfn(minPfn) + " to " + (Addresses.rawPfn(lowPfn) - 1));
        }
        return (int) index;
    }

    /** The first index at or after {@code index} whose frame number is a multiple of {@code step}. */
    private long alignIndex(long index, long step) {
        long base = Addresses.rawPfn(minPfn);
        return roundUp(base + index, step) - base;
    }

    private static long roundUp(long value, long step) {
        return (value + step - 1) & -step;
    }
}
