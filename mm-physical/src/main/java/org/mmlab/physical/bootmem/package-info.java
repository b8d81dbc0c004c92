/**
 * Bootmem: memory before the page allocator exists, as Linux kept it until 4.20 ({@code mm/bootmem.c}, in the shape of 3.x).
 *
 * <p>Every node has a bitmap with one bit for each frame of its span, set where the frame is taken, holes included. Allocation is
 * first fit by whole frames; pieces smaller than a page are packed behind the previous allocation if the next free frame happens
 * to follow it. The bitmap lies in the node's own memory and is given back with the rest when the page allocator takes over.
 *
 * <p>What it cannot do is what memblock was written for: it must know every node's span before the first allocation, it has no
 * word for what kind of memory a range is, frees only whole frames, and pays for holes.
 *
 * <p>{@link org.mmlab.physical.bootmem.BootmemNode} is one node, {@link org.mmlab.physical.bootmem.Bootmem} the list of them.
 */
package org.mmlab.physical.bootmem;
