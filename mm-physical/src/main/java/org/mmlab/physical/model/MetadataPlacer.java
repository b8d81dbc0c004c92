package org.mmlab.physical.model;

import org.mmlab.api.memory.MemoryModel;

/** Takes memory for frame metadata from whom it may be had now: the boot allocator, and once that is gone the page allocator. */
public final class MetadataPlacer implements MemoryModel.Placer {
    private MemoryModel.Placer now;

    /** Takes it from the boot allocator first. */
    public MetadataPlacer(MemoryModel.Placer atBoot) {
        now = atBoot;
    }

    /** From now on it comes from somewhere else. */
    public void switchTo(MemoryModel.Placer placer) {
        now = placer;
    }

    @Override
    public long place(long bytes, int node, String what) {
        return now.place(bytes, node, what);
    }
}
