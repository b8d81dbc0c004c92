package org.mmlab.virtual.pagetable.hashed;

import static org.mmlab.api.address.Addresses.NO_PFN;

import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TableFrames;

/** The frames of one hashed table: zeroed when taken, counted, dropped from memory when given back. */
final class FrameSource {
    private static final int LEVEL = 1;

    private final PhysicalMemory memory;
    private final TableFrames frames;
    private long taken;

    FrameSource(PhysicalMemory memory, TableFrames frames) {
        this.memory = memory;
        this.frames = frames;
    }

    /** A frame of zeros, or {@code NO_PFN} where memory ran out. */
    @Pfn long take() {
        @Pfn long pfn = frames.allocate(LEVEL);
        if (pfn != NO_PFN) {
            memory.back(pfn);
            taken++;
        }
        return pfn;
    }

    void give(@Pfn long pfn) {
        memory.release(pfn);
        taken--;
        frames.free(pfn, LEVEL);
    }

    /** Frames taken and not given back. */
    long taken() {
        return taken;
    }
}
