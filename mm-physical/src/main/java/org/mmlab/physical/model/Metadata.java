package org.mmlab.physical.model;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FrameMap.MetadataArea;
import org.mmlab.api.memory.MemoryModel;

/** Places frame metadata and says what it cost. */
final class Metadata {
    private Metadata() {}

    static MetadataArea place(MemoryModel.Placer placer, String what, long firstPfn, long frames, int node) {
        long linuxBytes = frames * MemoryModel.LINUX_STRUCT_PAGE_BYTES;
        long address = placer.place(linuxBytes, node, what);
        return new MetadataArea(
                what, Addresses.pfn(firstPfn), frames, node, frames * FrameTable.BYTES_PER_FRAME, linuxBytes, address);
    }
}
