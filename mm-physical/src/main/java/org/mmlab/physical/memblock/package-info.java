/**
 * Memblock: memory before the page allocator exists, as Linux 6.12 keeps it ({@code mm/memblock.c},
 * {@code include/linux/memblock.h}).
 *
 * <p>Two sorted lists of regions say everything. <em>memory</em> is what the firmware says is RAM, <em>reserved</em> is what
 * somebody has taken; what is in the first and not in the second is free. A third list, <em>physmem</em>, remembers the RAM
 * that is installed whatever the command line took away. A region has a base, a size in bytes, flags and a node.
 *
 * <p>The rules of the room:
 *
 * <ul>
 *   <li>regions of a list are ascending and disjoint, and neighbours that touch and agree in flags and node are one region;
 *   <li>a list lives in an array that starts static and, once {@link org.mmlab.physical.memblock.Memblock#allowResize} was
 *       called, doubles into memory that memblock itself hands out, so that growing changes the reserved list;
 *   <li>addresses are unsigned and every sum wraps exactly as the kernel's does;
 *   <li>an allocation that fails returns {@link org.mmlab.physical.memblock.Memblock#ALLOC_FAILED}, which is address 0: the first page is
 *       never handed out.
 * </ul>
 *
 * <p>{@link org.mmlab.physical.memblock.Memblock} is the door: it edits the lists and leads to the
 * {@linkplain org.mmlab.physical.memblock.MemblockAllocator allocator}, the
 * {@linkplain org.mmlab.physical.memblock.MemblockQuery questions and iterators} and the
 * {@linkplain org.mmlab.physical.memblock.MemblockLimits limits}. Everything is confined to the machine's thread.
 */
package org.mmlab.physical.memblock;
