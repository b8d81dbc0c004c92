package org.mmlab.api.memory;

import org.mmlab.api.plugin.Policy;

/**
 * Decides from which node the pages of a process or an area come (Linux: {@code mm/mempolicy.c}, {@code set_mempolicy}). One instance for
 * each process or area that sets one; calls come from the machine's thread, O(nodes) at most and allocation-free.
 *
 * <p>Built in, each with the parameter {@code nodes}, a bit mask: local, bind, preferred, preferred-many, interleave,
 * weighted-interleave.
 */
public interface MemoryPolicy extends Policy {
    /** No place within an area: the policy goes by the order of requests. */
    long NO_INDEX = -1;

    /** All nodes. */
    long ALL_NODES = -1;

    /** What a policy may do with nodes that are not its own. */
    enum Reach {
        /** {@link #node} is a wish: another node serves when it is full. */
        ANYWHERE,
        /** Only nodes of {@link #allowed} serve; the request fails or reclaims when they are full. */
        ALLOWED_ONLY,
        /** Nodes of {@link #allowed} are tried first, without reclaim, then all. */
        ALLOWED_FIRST
    }

    /** What a policy may know of the machine. */
    interface Nodes {
        /** The node of the CPU that asks. */
        int local();

        /** Nodes with memory, as a bit mask. */
        long withMemory();

        /** The share of a node in weighted interleaving, 1 to 255 ({@code /sys/kernel/mm/mempolicy/weighted_interleave}). */
        int weight(int node);
    }

    /**
     * The node to ask first.
     *
     * @param index place of the page in its area, in units of the request's size, or {@link #NO_INDEX}
     */
    int node(long index, Nodes nodes);

    /** The nodes that count as the policy's own, as a bit mask. */
    default long allowed() {
        return ALL_NODES;
    }

    /** What happens when they are full. */
    default Reach reach() {
        return Reach.ANYWHERE;
    }

    /** Whether pages are dealt out over nodes; then a page on {@link #node} counts as an interleave hit. */
    default boolean interleaves() {
        return false;
    }
}
