package org.mmlab.lab.bootmemory;

import java.util.List;

/**
 * What one kernel did with memory before its page allocator ran.
 *
 * @param name what the trace is called
 * @param ram the machine's RAM, ascending
 * @param reserved what was taken before the trace begins: kernel image, initrd, the BIOS's
 * @param events what follows, in order
 */
public record BootTrace(String name, List<Ram> ram, List<Range> reserved, List<Event> events) {
    /** RAM of a node. */
    public record Ram(long base, long bytes, int node) {}

    /** A range of addresses. */
    public record Range(long base, long bytes) {}

    /** One call. */
    public sealed interface Event {}

    /**
     * An allocation.
     *
     * @param base what the kernel got
     * @param caller the kernel function that asked
     */
    public record Allocate(long bytes, long align, long min, long max, int node, long base, String caller)
            implements Event {}

    /** A range that had to be that one. */
    public record Reserve(long base, long bytes) implements Event {}

    /** A range, or part of one, that is given back. */
    public record Free(long base, long bytes) implements Event {}
}
