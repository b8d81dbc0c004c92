package org.mmlab.kit.machine;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PFN;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.physical.page.PhysicalMemory;

/** Frames for page tables, out of the page allocator, by the policy of the process that runs (Linux: {@code pagetable_alloc}). */
final class TableFrameSource implements TableFrames {
    private final PhysicalMemory memory;
    private final TaskPolicies policies;

    TableFrameSource(PhysicalMemory memory, TaskPolicies policies) {
        this.memory = memory;
        this.policies = policies;
    }

    @Override
    public @Pfn long allocate(int level) {
        @FrameIndex int frame = policies.allocate(Gfp.KERNEL_ACCOUNT, 0);
        if (frame == NO_FRAME) {
            return NO_PFN;
        }
        memory.table().set(frame, FrameFlag.TABLE);
        return memory.pfnOf(frame);
    }

    @Override
    public void free(@Pfn long pfn, int level) {
        @FrameIndex int frame = memory.frameOf(pfn);
        memory.table().clear(frame, FrameFlag.TABLE);
        memory.free(frame, 0);
    }
}
