package org.mmlab.physical.buddy;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.plugin.PolicySpec;

/** Linux's buddy allocator, with the rules of the machine's kernel release. */
@PolicySpec(
        name = "buddy",
        doc =
                "binary buddies with migratetypes, pageblocks and highatomic reserves; Linux mm/page_alloc.c (the default)")
public final class BuddyFrameAllocator implements FrameAllocator {
    /** For the registry. */
    public BuddyFrameAllocator() {}

    @Override
    public FreeBlocks attach(AllocatorZone zone) {
        return new BuddyFreeBlocks(zone);
    }
}
