package org.mmlab.kit.machine;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.mempolicy.SharedPolicies;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.virtual.frame.FrameSource;

/** The page allocator as the modules above it see it; requests go by the policy of area or file, or else of the process that runs. */
final class MachineFrames implements FramePool, FrameSource {
    private final PhysicalMemory memory;
    private final Ram ram;
    private final TaskPolicies policies;
    private final SharedPolicies shared;

    MachineFrames(PhysicalMemory memory, Ram ram, TaskPolicies policies, SharedPolicies shared) {
        this.memory = memory;
        this.ram = ram;
        this.policies = policies;
        this.shared = shared;
    }

    @Override
    public @FrameIndex int allocate(int gfp) {
        return policies.allocate(gfp, 0);
    }

    @Override
    public @FrameIndex int allocate(int order, int gfp) {
        return policies.allocate(order == 0 ? gfp : gfp | Gfp.COMP, order);
    }

    @Override
    public @FrameIndex int allocate(int order, int gfp, @Nullable MemoryPolicy policy, long index) {
        return policies.allocate(order == 0 ? gfp : gfp | Gfp.COMP, order, policy, index);
    }

    @Override
    public @FrameIndex int allocate(int gfp, @Nullable MemoryPolicy policy, long index) {
        return policies.allocate(gfp, 0, policy, index);
    }

    @Override
    public @Nullable MemoryPolicy sharedPolicy(int file, long index) {
        Mempolicy policy = shared.lookup(file, index);
        return policy == null ? null : policy.decision();
    }

    @Override
    public void fileDeleted(int file) {
        shared.forget(file);
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
