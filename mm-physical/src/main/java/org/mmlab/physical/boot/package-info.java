/**
 * The choices of boot allocator behind {@link org.mmlab.api.memory.BootAllocator}: memblock, bootmem, and none.
 *
 * <p>Each is an adapter from the SPI's few calls to the room that does the work, {@link org.mmlab.physical.memblock} and
 * {@link org.mmlab.physical.bootmem}; the third has no room of its own, since it keeps nothing but a short table of free ranges.
 * What they cost and what breaks without them is measured in {@code docs/decisions/0010-boot-allocators.md}.
 */
package org.mmlab.physical.boot;
