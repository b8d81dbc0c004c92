package org.mmlab.api.memory;

import java.util.List;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.plugin.Policy;

/**
 * Decides which frames have metadata and at which index of the frame table (Linux: {@code Documentation/mm/memory-model.rst}).
 * Built in: flat, discontig, sparse, sparse-vmemmap.
 */
public interface MemoryModel extends Policy {
    /** Bytes of Linux's {@code struct page}. */
    int LINUX_STRUCT_PAGE_BYTES = 64;

    /** Makes the map of a machine with this memory; called once, when boot memory is known. */
    FrameMap attach(Layout layout);

    /** Whether memory can be added and removed while the machine runs. */
    boolean supportsHotplug();

    /** Whether machines with several nodes can use it. */
    boolean supportsNuma();

    /** A run of RAM of one node, end exclusive. */
    record Range(@Pfn long start, @Pfn long end, int node) {}

    /** Takes memory for metadata: the boot allocator at boot, the page allocator afterwards. */
    @FunctionalInterface
    interface Placer {
        /** Metadata that lies nowhere: its place is not modelled. */
        Placer NOWHERE = (bytes, node, what) -> -1;

        /** Takes {@code bytes} bytes near a node; gives the physical address, or -1 where places are not modelled. */
        long place(long bytes, int node, String what);
    }

    /**
     * What a model needs to know.
     *
     * @param ranges RAM in ascending order, not overlapping
     * @param sectionShift log2 of the frames in a section of the sparse models: 15 on x86-64 (128 MiB)
     */
    record Layout(List<Range> ranges, int sectionShift, Placer placer) {
        /** Frames in a section on x86-64. */
        public static final int SECTION_SHIFT_X86_64 = 15;
    }
}
