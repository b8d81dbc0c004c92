/**
 * Memory that comes and goes while the machine runs. Memory is plugged in whole memory blocks ({@link
 * org.mmlab.physical.hotplug.MemoryBlock}); a block that was added is offline: it has metadata, but no zone. Putting it online chooses a
 * zone ({@link org.mmlab.physical.hotplug.ZoneChoice}), widens the spans of zone and node, hands its frames to the page allocator and
 * recomputes watermarks; taking it offline moves away what it holds and undoes all that; then it can be removed. {@link
 * org.mmlab.physical.hotplug.MemoryHotplug} does these steps in Linux's order; where the frames themselves come from and go to is behind
 * {@link org.mmlab.physical.hotplug.BlockFrames}, so that a machine can be followed without metadata of frames.
 *
 * <p>Linux: {@code mm/memory_hotplug.c}, {@code drivers/base/memory.c}.
 */
package org.mmlab.physical.hotplug;
