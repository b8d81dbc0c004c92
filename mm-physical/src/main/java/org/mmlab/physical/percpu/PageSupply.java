package org.mmlab.physical.percpu;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.Gfp;
import org.mmlab.physical.page.PhysicalMemory;

/** Populates chunks with pages of the page allocator, each CPU's near its node, and takes them back (Linux: {@code percpu-vm.c}). */
final class PageSupply {
    private final PhysicalMemory memory;
    private final int[] unitOfCpu;

    PageSupply(PhysicalMemory memory, int[] unitOfCpu) {
        this.memory = memory;
        this.unitOfCpu = unitOfCpu;
    }

    /** Populates pages {@code from} to {@code to - 1} for every CPU; where memory runs out, none of them, and false. */
    boolean populate(Chunk chunk, int from, int to, int gfp) {
        for (int cpu = 0; cpu < unitOfCpu.length; cpu++) {
            for (int page = from; page < to; page++) {
                @FrameIndex int frame = memory.allocate(gfp | Gfp.HIGHMEM, 0, memory.nodes().nodeOfCpu(cpu));
                if (frame == NO_FRAME) {
                    depopulate(chunk, from, to);
                    return false;
                }
                chunk.setFrame(unitOfCpu[cpu], page, frame);
            }
        }
        return true;
    }

    /** Gives the pages back that are there. */
    void depopulate(Chunk chunk, int from, int to) {
        for (int unit : unitOfCpu) {
            for (int page = from; page < to; page++) {
                @FrameIndex int frame = chunk.frame(unit, page);
                if (frame != NO_FRAME) {
                    memory.free(frame, 0);
                    chunk.setFrame(unit, page, NO_FRAME);
                }
            }
        }
    }

    /** The address of a byte of a frame. */
    @PhysAddr long address(@FrameIndex int frame, int offset) {
        return Addresses.physOf(memory.pfnOf(frame), offset);
    }

    /** Frames that a chunk holds. */
    long frames(Chunk chunk) {
        long frames = 0;
        for (int unit : unitOfCpu) {
            for (int page = 0; !chunk.immutable && page < chunk.pages; page++) {
                frames += chunk.frame(unit, page) != Addresses.NO_FRAME ? 1 : 0;
            }
        }
        return frames;
    }
}
