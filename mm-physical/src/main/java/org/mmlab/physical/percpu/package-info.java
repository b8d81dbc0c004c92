/**
 * Per-CPU variables: one copy of a variable for each CPU, at the same offset in each CPU's <em>unit</em>.
 *
 * <p>The kernel's own variables are in a section of its image, the <em>template</em>; at boot it is copied into every CPU's unit of the
 * <em>first chunk</em>, memory near the CPU's node that the boot allocator gives. Behind the static area the unit has room that is
 * reserved for modules and room to allocate from. When that is used up, further chunks are made of pages of the page allocator: a chunk
 * has a unit for every CPU too, of the same layout, and is populated with pages only where something is allocated. Address arithmetic:
 * the copy of a CPU is at {@code pointer + offset of the CPU}, whatever the chunk.
 *
 * <p>An allocation is a run of 4-byte grains in a chunk's bitmap. Each page of a chunk has hints (longest free run, free runs at its
 * ends, first free grain), the chunk has them for the whole, and chunks are on lists by the longest run that they promise.
 *
 * <p>Linux: {@code mm/percpu.c}, {@code mm/percpu-vm.c}, {@code mm/percpu-stats.c}, {@code arch/x86/kernel/setup_percpu.c}, 6.12.
 */
package org.mmlab.physical.percpu;
