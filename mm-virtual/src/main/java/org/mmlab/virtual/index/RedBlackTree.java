package org.mmlab.virtual.index;

import java.util.Arrays;

/**
 * A red-black tree over small integers, which are the nodes' names (Linux: {@code lib/rbtree.c}; the algorithm is Cormen et al.,
 * chapter 13). Each node has a value, and knows the largest value on either side below it (Linux:
 * {@code RB_DECLARE_CALLBACKS_MAX}). It keeps no keys: a subclass finds the place of a node.
 *
 * <p>What belongs to a node lies side by side, and a node that a change leads up to is brought up to date without a look at its other
 * child: of the nodes along the way, most of a big tree's are in no cache.
 */
abstract class RedBlackTree {
    /** No node; the arrays have it too, black and of value 0, as sentinel. */
    static final int NIL = 0;

    /** How many nodes there is room for at first. */
    static final int FIRST_CAPACITY = 16;

    // links of a node
    private static final int LINKS = 4;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int PARENT = 2;
    private static final int RED = 3;
    // values of a node: the largest below on the LEFT and on the RIGHT, and its own
    private static final int VALUES = 3;
    private static final int OWN = 2;

    private int[] links = new int[FIRST_CAPACITY * LINKS];
    private long[] values = new long[FIRST_CAPACITY * VALUES];
    private int root = NIL;

    /** How many nodes there is room for, the sentinel included. */
    final int capacity() {
        return links.length / LINKS;
    }

    /** Makes room for {@code capacity} nodes. */
    void grow(int capacity) {
        links = Arrays.copyOf(links, capacity * LINKS);
        values = Arrays.copyOf(values, capacity * VALUES);
    }

    final int root() {
        return root;
    }

    final int left(int x) {
        return links[x * LINKS + LEFT];
    }

    final int right(int x) {
        return links[x * LINKS + RIGHT];
    }

    private int parent(int x) {
        return links[x * LINKS + PARENT];
    }

    private boolean isRed(int x) {
        return links[x * LINKS + RED] != 0;
    }

    private void set(int x, int link, int node) {
        links[x * LINKS + link] = node;
    }

    private void paint(int x, boolean red) {
        links[x * LINKS + RED] = red ? 1 : 0;
    }

    /** The value of a node itself. */
    final long value(int x) {
        return values[x * VALUES + OWN];
    }

    /** Sets the value of a node; {@link #pullUp} makes it known above, and must follow. */
    final void setValue(int x, long value) {
        values[x * VALUES + OWN] = value;
    }

    /** The largest value of a node and all below it, unsigned. */
    final long largest(int x) {
        int at = x * VALUES;
        return MapleNodes.max(values[at + OWN], MapleNodes.max(values[at + LEFT], values[at + RIGHT]));
    }

    /** Makes the values of {@code from} and below known above it, as far up as that changes anything. */
    final void pullUp(int from) {
        int x = from;
        int p = parent(x);
        while (p != NIL) {
            long below = largest(x);
            int side = p * VALUES + (left(p) == x ? LEFT : RIGHT);
            if (values[side] == below) {
                return;
            }
            values[side] = below;
            x = p;
            p = parent(x);
        }
    }

    /** Hangs the new node {@code x}, which has its value, below {@code at}, then restores the colours. */
    final void insertAt(int x, int at, boolean toTheLeft) {
        set(x, LEFT, NIL);
        set(x, RIGHT, NIL);
        set(x, PARENT, at);
        paint(x, true);
        values[x * VALUES + LEFT] = 0;
        values[x * VALUES + RIGHT] = 0;
        if (at == NIL) {
            root = x;
        } else {
            set(at, toTheLeft ? LEFT : RIGHT, x);
        }
        pullUp(x);
        repairInsert(x);
    }

    private void repairInsert(int from) {
        int x = from;
        while (isRed(parent(x))) {
            int p = parent(x);
            int grand = parent(p);
            boolean onLeft = p == left(grand);
            int uncle = onLeft ? right(grand) : left(grand);
            if (isRed(uncle)) {
                paint(p, false);
                paint(uncle, false);
                paint(grand, true);
                x = grand;
                continue;
            }
            if (x == (onLeft ? right(p) : left(p))) {
                x = p;
                rotate(x, onLeft);
            }
            paint(parent(x), false);
            paint(parent(parent(x)), true);
            rotate(parent(parent(x)), !onLeft);
        }
        paint(root, false);
    }

    /** Rotates {@code x} down, to the left or to the right. The nodes above know as much as before. */
    private void rotate(int x, boolean toTheLeft) {
        int outer = toTheLeft ? RIGHT : LEFT;
        int side = toTheLeft ? LEFT : RIGHT;
        int y = links[x * LINKS + outer];
        int inner = links[y * LINKS + side];
        set(x, outer, inner);
        values[x * VALUES + outer] = values[y * VALUES + side];
        if (inner != NIL) {
            set(inner, PARENT, x);
        }
        hang(x, y);
        set(y, side, x);
        set(x, PARENT, y);
        values[y * VALUES + side] = largest(x);
    }

    /** Puts {@code y} where {@code x} hangs. */
    private void hang(int x, int y) {
        int p = parent(x);
        if (p == NIL) {
            root = y;
        } else {
            set(p, left(p) == x ? LEFT : RIGHT, y);
        }
        set(y, PARENT, p);
    }

    /** Puts {@code y}, and what it knows, where {@code x} hangs; the nodes from there on do not know yet. */
    private void replace(int x, int y) {
        int p = parent(x);
        if (p != NIL) {
            values[p * VALUES + (left(p) == x ? LEFT : RIGHT)] = largest(y);
        }
        hang(x, y);
    }

    /** Takes {@code z} out. */
    final void delete(int z) {
        boolean removedRed;
        int x;
        int lowest;
        int above = NIL;
        if (left(z) == NIL || right(z) == NIL) {
            x = left(z) == NIL ? right(z) : left(z);
            removedRed = isRed(z);
            replace(z, x);
            lowest = parent(z);
        } else {
            int y = right(z);
            while (left(y) != NIL) {
                y = left(y);
            }
            removedRed = isRed(y);
            x = right(y);
            lowest = parent(y) == z ? y : parent(y);
            if (parent(y) == z) {
                set(x, PARENT, y); // the sentinel too, for the repair
            } else {
                replace(y, x);
                takeSide(y, z, RIGHT);
            }
            takeSide(y, z, LEFT);
            hang(z, y);
            paint(y, isRed(z));
            above = y;
        }
        pullUp(lowest);
        if (above != NIL) {
            pullUp(above);
        }
        if (!removedRed) {
            repairDelete(x);
        }
        set(NIL, PARENT, NIL);
        paint(NIL, false);
    }

    /** Gives {@code y} what {@code z} has and knows on a side. */
    private void takeSide(int y, int z, int side) {
        int child = links[z * LINKS + side];
        set(y, side, child);
        set(child, PARENT, y);
        values[y * VALUES + side] = values[z * VALUES + side];
    }

    private void repairDelete(int from) {
        int x = from;
        while (x != root && !isRed(x)) {
            int p = parent(x);
            boolean onLeft = x == left(p);
            int w = onLeft ? right(p) : left(p);
            if (isRed(w)) {
                paint(w, false);
                paint(p, true);
                rotate(p, onLeft);
                w = onLeft ? right(p) : left(p);
            }
            int near = onLeft ? left(w) : right(w);
            int far = onLeft ? right(w) : left(w);
            if (!isRed(near) && !isRed(far)) {
                paint(w, true);
                x = p;
                continue;
            }
            if (!isRed(far)) {
                paint(near, false);
                paint(w, true);
                rotate(w, !onLeft);
                w = onLeft ? right(p) : left(p);
                far = onLeft ? right(w) : left(w);
            }
            paint(w, isRed(p));
            paint(p, false);
            paint(far, false);
            rotate(p, onLeft);
            x = root;
        }
        paint(x, false);
    }

    /** Nodes on the longest way from {@code x} down. */
    final int height(int x) {
        return x == NIL ? 0 : 1 + Math.max(height(left(x)), height(right(x)));
    }
}
