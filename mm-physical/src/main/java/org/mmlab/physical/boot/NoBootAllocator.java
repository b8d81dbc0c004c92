package org.mmlab.physical.boot;

import static org.mmlab.api.address.Addresses.PAGE_OFFSET_MASK;
import static org.mmlab.api.address.Addresses.PAGE_SHIFT;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicySpec;

/**
 * No boot allocator: the firmware's ranges, less what the kernel holds, go straight to the page allocator, and what must be had
 * before that is cut off the top of a free range by plain arithmetic.
 *
 * <p>Everything is whole frames. A piece of a frame that is asked for costs the frame; what is given back counts only as far as it is
 * whole frames. The table of free runs has {@value #SLOTS} slots in the kernel's image; when it is full, the smallest run is lost until
 * reboot ({@link #lostFrames}).
 */
@PolicySpec(
        name = "none",
        doc =
                "no boot allocator: whole frames are cut off the firmware's ranges, the rest goes straight to the page allocator")
public final class NoBootAllocator implements BootAllocator {
    /** Free runs that the kernel's image has room for: as many as memblock's static array has regions. */
    static final int SLOTS = 128;

    private final RamRanges ram = new RamRanges();
    private final FreeTable free = new FreeTable(SLOTS);

    /** For the registry. */
    public NoBootAllocator() {}

    /** Frames that nobody uses and the page allocator will never see. */
    public long lostFrames() {
        return free.lostFrames();
    }

    @Override
    public void addMemory(@PhysAddr long base, long bytes, int node) {
        ram.add(base, bytes, node);
        ram.parts(base, base + bytes, (start, end, nid) -> free.add(frame(start), frame(end), nid));
    }

    @Override
    public void ready() {
        // there is nothing to place
    }

    @Override
    public void reserve(@PhysAddr long base, long bytes) {
        if (bytes != 0) {
            free.remove(frame(base), frame(base + bytes + PAGE_OFFSET_MASK));
        }
    }

    @Override
    public @PhysAddr long allocate(long bytes, long alignment, @PhysAddr long min, @PhysAddr long max, int node) {
        long frames = Addresses.pagesFor(bytes);
        long step = Math.max(1, alignment >>> PAGE_SHIFT);
        long lowest = frame(min + PAGE_OFFSET_MASK);
        long highest = max == Addresses.phys(0) ? Long.MAX_VALUE : frame(max);
        long found = find(frames, step, lowest, highest, node);
        if (found < 0 && node != ANY_NODE) {
            found = find(frames, step, lowest, highest, ANY_NODE);
        }
        if (found < 0) {
            return Addresses.NO_PHYS;
        }
        free.remove(found, found + frames);
        return Addresses.physOf(Addresses.pfn(found));
    }

    /** The highest place, or -1 if there is none. */
    private long find(long frames, long step, long lowest, long highest, int node) {
        for (int i = free.count() - 1; i >= 0; i--) {
            if (node == ANY_NODE || free.node(i) == node) {
                long start = (Math.min(free.end(i), highest) - frames) & -step;
                if (start >= Math.max(free.start(i), lowest)) {
                    return start;
                }
            }
        }
        return -1;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if one of the frames is free
     */
    @Override
    public void free(@PhysAddr long base, long bytes) {
        ram.parts(base, base + bytes, (start, end, node) -> {
            long first = frame(start + PAGE_OFFSET_MASK);
            long last = frame(end);
            if (first < last) {
                if (free.overlaps(first, last)) {
                    throw new IllegalStateException("pfn " + first + " to " + (last - 1)
                            + " are freed and some of them were free; free only what was reserved or allocated");
                }
                free.add(first, last, node);
            }
        });
    }

    @Override
    public void handOver(FreeRunSink sink) {
        for (int i = 0; i < free.count(); i++) {
            sink.freeRun(Addresses.pfn(free.start(i)), free.end(i) - free.start(i), free.node(i));
        }
    }

    /** Nothing: the table is part of the kernel's image. */
    @Override
    public long metadataBytes() {
        return 0;
    }

    private static long frame(@PhysAddr long address) {
        return Addresses.rawPfn(Addresses.pfnOf(address));
    }
}
