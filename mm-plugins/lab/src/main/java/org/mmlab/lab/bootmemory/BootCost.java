package org.mmlab.lab.bootmemory;

/**
 * What a boot cost on one allocator.
 *
 * @param allocations how many were asked for
 * @param failed how many of them found no place
 * @param metadataBytes the most simulated memory that the allocator held for itself
 * @param framesHandedOver what the page allocator got in the end
 * @param lostBytes RAM that nobody asked for and the page allocator does not get either
 */
public record BootCost(int allocations, int failed, long metadataBytes, long framesHandedOver, long lostBytes) {}
