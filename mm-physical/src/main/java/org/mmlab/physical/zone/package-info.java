/**
 * Zones: stretches of one node's memory that differ in who can reach them (DMA, DMA32, Normal, HighMem) or in what they may
 * hold (Movable). A {@link org.mmlab.physical.zone.Zone} has a span of page frame numbers, a number of present and of managed
 * frames, watermarks below which reclaim starts or allocations fail, protections against requests that could be served higher up,
 * and the types of its pageblocks. Its free blocks are kept by the {@code FrameAllocator} plug-in.
 *
 * <p>Linux: {@code include/linux/mmzone.h}, {@code mm/vmstat.c}, and the watermark checks of {@code mm/page_alloc.c}.
 */
package org.mmlab.physical.zone;
