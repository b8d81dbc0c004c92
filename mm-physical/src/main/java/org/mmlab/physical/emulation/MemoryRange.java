package org.mmlab.physical.emulation;

/**
 * Memory that the firmware told of, whole page frames.
 *
 * @param start first byte
 * @param end one past the last byte
 */
public record MemoryRange(long start, long end) {}
