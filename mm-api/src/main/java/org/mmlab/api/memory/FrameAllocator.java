package org.mmlab.api.memory;

import org.mmlab.api.plugin.Policy;

/**
 * How free blocks of a zone are kept and found. One instance a machine; it makes one {@link FreeBlocks} for each zone, and the
 * per-CPU lists, watermarks and zone fallback of the page allocator stand above them.
 *
 * <p>Built in: buddy (Linux {@code mm/page_alloc.c}, the default). Alternatives need no more than this package: a bitmap with
 * first fit, an allocator after the LLFree paper.
 */
public interface FrameAllocator extends Policy {
    /** Greatest order of a block: 1024 frames, 4 MiB (Linux: {@code MAX_PAGE_ORDER} on x86). */
    int MAX_ORDER = 10;

    /** Number of orders. */
    int ORDERS = MAX_ORDER + 1;

    /**
     * The free memory of a zone, empty at first: frames arrive by {@link FreeBlocks#free}. Called once for each populated zone,
     * before any frame of it is freed.
     */
    FreeBlocks attach(AllocatorZone zone);
}
