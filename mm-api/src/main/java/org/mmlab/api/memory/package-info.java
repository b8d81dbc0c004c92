/**
 * Decisions about physical memory: which frames exist ({@code MemoryModel}), who serves before the page allocator
 * ({@link org.mmlab.api.memory.BootAllocator}), how blocks of a zone are found ({@code FrameAllocator}), and from which node
 * and zone a request is served ({@code ZonelistPolicy}, {@code MemoryPolicy}).
 */
package org.mmlab.api.memory;
