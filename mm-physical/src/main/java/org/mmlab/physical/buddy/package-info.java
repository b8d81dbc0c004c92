/**
 * The buddy allocator: the free blocks of a zone as powers of two, with a list for each order and migratetype.
 *
 * <p>A block of 2^k frames is aligned to its size, and its <em>buddy</em> is the block that completes it to one of 2^(k+1). Splitting
 * puts upper halves back, freeing merges with the buddy as long as that is free. Pageblocks (512 frames) carry a
 * <em>migratetype</em>, so that what can be moved and what cannot do not mix; when the lists of a type run dry, a
 * <em>fallback</em> takes over blocks of another. {@link org.mmlab.physical.buddy.BuddyFrameAllocator} is the plug-in,
 * {@code FreeAreas} holds the lists, {@code ClaimFallback} (Linux 6.12) and {@code StealFallback} (Linux 6.1) the rules for mixing,
 * {@code HighAtomicReserve} the blocks kept for urgent requests, {@code BlockIsolation} takes pageblocks out of service.
 *
 * <p>Linux: {@code mm/page_alloc.c}, {@code mm/page_isolation.c}. Inside this package frames are bare indexes, because buddies are
 * found by arithmetic on them; the SPI converts.
 */
package org.mmlab.physical.buddy;
