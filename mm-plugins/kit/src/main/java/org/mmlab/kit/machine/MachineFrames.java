package org.mmlab.kit.machine;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.Gfp;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.virtual.frame.FrameSource;

/** The page allocator as the modules above it see it; requests come from the node of the CPU that runs. */
final class MachineFrames implements FramePool, FrameSource {
    private final PhysicalMemory memory;
    private final Ram ram;

    MachineFrames(PhysicalMemory memory, Ram ram) {
        this.memory = memory;
        this.ram = ram;
    }

    private int here() {
        return memory.nodes().nodeOfCpu(memory.cpu().id());
    }

    @Override
    public @FrameIndex int allocate(int gfp) {
        return memory.allocate(gfp, 0, here());
    }

    @Override
    public @FrameIndex int allocate(int order, int gfp) {
        return memory.allocate(order == 0 ? gfp : gfp | Gfp.COMP, order, here());
    }

    @Override
    public void free(@FrameIndex int frame) {
        free(frame, memory.compound().order(frame));
    }

    @Override
    public void free(@FrameIndex int frame, int order) {
        @Pfn long pfn = memory.pfnOf(frame);
        for (int i = 0; i < 1 << order; i++) {
            ram.release(pfn + i);
        }
        memory.table().setRefcount(frame, 1);
        memory.free(frame, order);
    }

    @Override
    public int order(@FrameIndex int head) {
        return memory.compound().order(head);
    }

    @Override
    public void dissolve(@FrameIndex int head) {
        memory.compound().dissolve(head, memory.compound().order(head));
    }

    @Override
    public void compose(@FrameIndex int first, int order) {
        memory.compound().prepare(first, order);
    }

    @Override
    public int nodes() {
        return memory.nodes().count();
    }

    @Override
    public int node(@FrameIndex int frame) {
        return memory.nodeOf(frame);
    }

    @Override
    public int pages(@FrameIndex int frame) {
        return 1 << memory.compound().order(frame);
    }

    @Override
    public @PhysAddr long address(@FrameIndex int frame) {
        return Addresses.physOf(memory.pfnOf(frame));
    }
}
