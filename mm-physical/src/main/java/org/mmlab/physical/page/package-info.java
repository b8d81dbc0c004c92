/**
 * The page allocator: from a request (GFP mask, order, node) to a block of frames, and back. {@code PhysicalMemory} is the face of
 * this module to the rest of the machine; {@code PageAllocator} walks zonelists and checks watermarks, {@code SlowPath} wakes
 * kswapd, reclaims, compacts and kills, {@code CompoundPages} makes one page of many frames.
 *
 * <p>Linux: {@code mm/page_alloc.c}, {@code mm/internal.h}.
 */
package org.mmlab.physical.page;
