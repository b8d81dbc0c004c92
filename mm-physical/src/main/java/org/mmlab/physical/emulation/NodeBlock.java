package org.mmlab.physical.emulation;

/**
 * A range of physical addresses that belongs to a node (Linux: {@code struct numa_memblk}).
 *
 * @param start first byte
 * @param end one past the last byte
 * @param node the node's number
 */
public record NodeBlock(long start, long end, int node) {}
