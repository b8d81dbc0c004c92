package org.mmlab.lab.nonlinear;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.physical.page.PhysicalMemory;

/** Frames for the experiment's page table, out of the machine's page allocator. */
record PlainTableFrames(PhysicalMemory memory) implements TableFrames {
    @Override
    public @Pfn long allocate(int level) {
        @FrameIndex int frame = memory.allocate(Gfp.KERNEL, 0, 0);
        return frame == Addresses.NO_FRAME ? Addresses.NO_PFN : memory.pfnOf(frame);
    }

    @Override
    public void free(@Pfn long pfn, int level) {
        memory.free(memory.frameOf(pfn), 0);
    }
}
