package org.mmlab.lab.lesson.story;

import java.util.function.LongUnaryOperator;

/**
 * A program's data: a list of nodes in memory, each an address of the next and a value. Where it lies, and whether its addresses are
 * physical or virtual, is the affair of whoever gives the loads and stores.
 */
final class LinkedList {
    private static final int NODE_BYTES = 16;
    private static final int VALUE = 8;

    /** Puts eight bytes somewhere. */
    interface Store {
        void store(long address, long value);
    }

    private final long base;
    private final int nodes;
    private final long tag;

    /** A list of {@code nodes} that begins at {@code base}; the value of node i is {@code tag + i}. */
    LinkedList(long base, int nodes, long tag) {
        this.base = base;
        this.nodes = nodes;
        this.tag = tag;
    }

    long base() {
        return base;
    }

    int nodes() {
        return nodes;
    }

    long bytes() {
        return (long) nodes * NODE_BYTES;
    }

    /** Stores the list; through {@code store}. */
    void build(Store store) {
        for (int i = 0; i < nodes; i++) {
            long node = base + (long) i * NODE_BYTES;
            store.store(node, i + 1 < nodes ? node + NODE_BYTES : 0);
            store.store(node + VALUE, tag + i);
        }
    }

    /** Follows the list from an address; how many nodes in a row, from the first, have the value that was stored. */
    int intact(long from, LongUnaryOperator load) {
        long node = from;
        int right = 0;
        while (right < nodes && node != 0 && load.applyAsLong(node + VALUE) == tag + right) {
            right++;
            node = load.applyAsLong(node);
        }
        return right;
    }
}
