package org.mmlab.policies.allocator;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.plugin.PolicySpec;

/**
 * An allocator after LLFree: two levels of counters over bit fields, and no lists.
 *
 * <p>The lower level has a bit for each frame and a counter for each <em>child</em> of 512 frames; the upper one a counter for each
 * <em>tree</em> of 32 children. Who allocates reserves a tree and takes from it until it is empty, so that CPUs do not meet; the next one
 * is chosen near the last, half-full trees first, since that keeps whole children free for huge pages.
 *
 * <p>Deviations from the paper: a zone is confined to one thread, so counters change by plain stores where the paper uses compare and swap;
 * the reservation belongs to a migratetype and not to a CPU, which keeps movable and other frames in different trees as the authors' later
 * version does; children of isolated pageblocks are passed over.
 */
@PolicySpec(
        name = "llfree",
        doc = "bit fields with child and tree counters, reserved trees; after LLFree, USENIX ATC 2023")
public final class LlfreeFrameAllocator implements FrameAllocator {
    /** For the registry. */
    public LlfreeFrameAllocator() {}

    @Override
    public FreeBlocks attach(AllocatorZone zone) {
        return new TreeFreeBlocks(zone);
    }
}
