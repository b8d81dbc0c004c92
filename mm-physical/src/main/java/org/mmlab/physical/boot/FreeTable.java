package org.mmlab.physical.boot;

/**
 * A short table of free runs of frames, sorted, each of one node: what a kernel can keep in its image without an allocator. When it
 * is full, frames get lost.
 */
final class FreeTable {
    private final long[] starts;
    private final long[] ends;
    private final int[] nodes;
    private int count;
    private long lostFrames;

    FreeTable(int slots) {
        starts = new long[slots];
        ends = new long[slots];
        nodes = new int[slots];
    }

    int count() {
        return count;
    }

    long start(int index) {
        return starts[index];
    }

    long end(int index) {
        return ends[index];
    }

    int node(int index) {
        return nodes[index];
    }

    /** Frames that were free and found no slot. */
    long lostFrames() {
        return lostFrames;
    }

    /** Whether any frame from {@code start} to {@code end - 1} is free. */
    boolean overlaps(long start, long end) {
        for (int i = 0; i < count; i++) {
            if (starts[i] < end && start < ends[i]) {
                return true;
            }
        }
        return false;
    }

    /** Makes frames free that are not, joining them with their neighbours of the same node. */
    void add(long start, long end, int node) {
        int at = 0;
        while (at < count && starts[at] < start) {
            at++;
        }
        boolean joinsBefore = at > 0 && ends[at - 1] == start && nodes[at - 1] == node;
        boolean joinsAfter = at < count && starts[at] == end && nodes[at] == node;
        if (joinsBefore && joinsAfter) {
            ends[at - 1] = ends[at];
            delete(at);
        } else if (joinsBefore) {
            ends[at - 1] = end;
        } else if (joinsAfter) {
            starts[at] = start;
        } else {
            insert(at, start, end, node);
        }
    }

    /** Takes frames out, whichever of them are free. */
    void remove(long start, long end) {
        for (int i = count - 1; i >= 0; i--) {
            if (starts[i] >= end || start >= ends[i]) {
                continue;
            }
            long above = ends[i];
            int node = nodes[i];
            boolean keepsLow = starts[i] < start;
            boolean keepsHigh = end < above;
            if (keepsLow) {
                ends[i] = start;
            } else if (keepsHigh) {
                starts[i] = end;
            } else {
                delete(i);
            }
            if (keepsLow && keepsHigh) {
                insert(i + 1, end, above, node);
            }
        }
    }

    /** With the table full, the smallest of all runs is lost. */
    private void insert(int at, long start, long end, int node) {
        if (count == starts.length) {
            int smallest = smallest();
            if (ends[smallest] - starts[smallest] >= end - start) {
                lostFrames += end - start;
                return;
            }
            lostFrames += ends[smallest] - starts[smallest];
            delete(smallest);
            insert(smallest < at ? at - 1 : at, start, end, node);
            return;
        }
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        System.arraycopy(nodes, at, nodes, at + 1, count - at);
        starts[at] = start;
        ends[at] = end;
        nodes[at] = node;
        count++;
    }

    private int smallest() {
        int smallest = 0;
        for (int i = 1; i < count; i++) {
            if (ends[i] - starts[i] < ends[smallest] - starts[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }

    private void delete(int at) {
        System.arraycopy(starts, at + 1, starts, at, count - at - 1);
        System.arraycopy(ends, at + 1, ends, at, count - at - 1);
        System.arraycopy(nodes, at + 1, nodes, at, count - at - 1);
        count--;
    }
}
