package org.mmlab.policies.replacement.frequency;

import java.util.Arrays;

/**
 * Frames by count: a list of the counts that occur, ascending, and a FIFO queue of the frames of each.
 *
 * <p>All in arrays by frame. A queue is known by a <em>node</em>, of which there are as many as frames and one to spare, since a
 * queue that is left empty is freed only after its frame entered the next. Every operation is O(1).
 */
final class CountQueues {

    /** No frame, no node. */
    static final int NONE = -1;

    // by frame
    private int[] older = new int[0];
    private int[] newer = new int[0];
    private int[] nodeOf = new int[0];

    // by node
    private int[] oldest = new int[0];
    private int[] newest = new int[0];
    private int[] lower = new int[0];
    private int[] higher = new int[0];
    private long[] count = new long[0];

    private int lowest = NONE;
    private int freeNodes = NONE;
    private int room;

    CountQueues(int frames) {
        makeRoom(Math.max(1, frames));
    }

    /** Adds a frame with count 1. */
    void enter(int frame) {
        if (frame >= room) {
            makeRoom(Math.max(frame + 1, room + (room >> 1)));
        }
        int node = lowest;
        if (node == NONE || count[node] != 1) {
            node = newNode(1, NONE, lowest);
        }
        append(node, frame);
    }

    /** Adds one to the count of a frame, which becomes the newest of its new queue. */
    void increment(int frame) {
        int node = nodeOf[frame];
        int above = higher[node];
        long next = count[node] + 1;
        if (above == NONE || count[above] != next) {
            if (oldest[node] == frame && newest[node] == frame) {
                count[node] = next;
                return;
            }
            above = newNode(next, node, above);
        }
        unlink(frame);
        append(above, frame);
    }

    /** Gives a frame the next higher count that occurs; where there is none, it becomes the newest of its queue. */
    void raise(int frame) {
        int node = nodeOf[frame];
        int above = higher[node] == NONE ? node : higher[node];
        if (oldest[above] != newest[above] || above != node) {
            unlink(frame);
            append(above, frame);
        }
    }

    /** Takes a frame out. */
    void leave(int frame) {
        unlink(frame);
    }

    /** The frame with the least count, the oldest of those, or {@link #NONE}. */
    int least() {
        return lowest == NONE ? NONE : oldest[lowest];
    }

    private void append(int node, int frame) {
        int last = newest[node];
        nodeOf[frame] = node;
        older[frame] = last;
        newer[frame] = NONE;
        if (last == NONE) {
            oldest[node] = frame;
        } else {
            newer[last] = frame;
        }
        newest[node] = frame;
    }

    private void unlink(int frame) {
        int node = nodeOf[frame];
        int before = older[frame];
        int after = newer[frame];
        if (before == NONE) {
            oldest[node] = after;
        } else {
            newer[before] = after;
        }
        if (after == NONE) {
            newest[node] = before;
        } else {
            older[after] = before;
        }
        if (oldest[node] == NONE) {
            freeNode(node);
        }
    }

    private int newNode(long value, int below, int above) {
        int node = freeNodes;
        freeNodes = higher[node];
        count[node] = value;
        oldest[node] = NONE;
        newest[node] = NONE;
        lower[node] = below;
        higher[node] = above;
        if (below == NONE) {
            lowest = node;
        } else {
            higher[below] = node;
        }
        if (above != NONE) {
            lower[above] = node;
        }
        return node;
    }

    private void freeNode(int node) {
        if (lower[node] == NONE) {
            lowest = higher[node];
        } else {
            higher[lower[node]] = higher[node];
        }
        if (higher[node] != NONE) {
            lower[higher[node]] = lower[node];
        }
        higher[node] = freeNodes;
        freeNodes = node;
    }

    private void makeRoom(int frames) {
        int firstNew = oldest.length;
        older = Arrays.copyOf(older, frames);
        newer = Arrays.copyOf(newer, frames);
        nodeOf = Arrays.copyOf(nodeOf, frames);
        oldest = Arrays.copyOf(oldest, frames + 1);
        newest = Arrays.copyOf(newest, frames + 1);
        lower = Arrays.copyOf(lower, frames + 1);
        higher = Arrays.copyOf(higher, frames + 1);
        count = Arrays.copyOf(count, frames + 1);
        for (int node = frames; node >= firstNew; node--) {
            higher[node] = freeNodes;
            freeNodes = node;
        }
        room = frames;
    }
}
