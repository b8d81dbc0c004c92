package org.mmlab.reclaim.swap;

import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.index.RadixTree;

/** One swap area: its backend, the users of each slot (Linux: {@code swap_map}) and its part of the swap cache. */
final class SwapArea {
    final String name;
    final int number;
    final int priority;
    final SwapBackend backend;
    final short[] users;
    /** By slot: the cached frame, or the shadow of an evicted one. */
    final RadixTree cache = new RadixTree();
    /** Slots in use. */
    int used;

    SwapArea(String name, int number, int priority, SwapBackend backend) {
        this.name = name;
        this.number = number;
        this.priority = priority;
        this.backend = backend;
        users = new short[backend.slots()];
    }

    /** Slots that can be given out. */
    int usable() {
        return Math.max(0, backend.slots() - 1);
    }
}
