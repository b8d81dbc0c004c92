package org.mmlab.virtual.index;

import java.util.Arrays;

/**
 * A red-black tree over small integers, which are both the nodes' names and the subscripts of its arrays (Linux:
 * {@code lib/rbtree.c}; the algorithm is Cormen et al., chapter 13). It keeps no keys: a subclass finds the place of a node, and says
 * with {@link #pull} how a node sums its subtree up.
 */
abstract class RedBlackTree {
    /** No node; the arrays have it too, black, as sentinel. */
    static final int NIL = 0;

    int[] left = new int[16];
    int[] right = new int[16];
    int[] parent = new int[16];
    boolean[] red = new boolean[16];
    int root = NIL;

    /** Recomputes what node {@code x} knows about its subtree from itself and its children. */
    abstract void pull(int x);

    /** Makes room for node {@code x}. */
    void ensure(int x) {
        if (x >= left.length) {
            int capacity = Math.max(x + 1, left.length * 2);
            left = Arrays.copyOf(left, capacity);
            right = Arrays.copyOf(right, capacity);
            parent = Arrays.copyOf(parent, capacity);
            red = Arrays.copyOf(red, capacity);
        }
    }

    /** Recomputes the sums of {@code x} and all above it. */
    final void pullUp(int from) {
        for (int x = from; x != NIL; x = parent[x]) {
            pull(x);
        }
    }

    /** Hangs the new node {@code x} below {@code at}, then restores the colours. */
    final void insertAt(int x, int at, boolean toTheLeft) {
        left[x] = NIL;
        right[x] = NIL;
        parent[x] = at;
        red[x] = true;
        if (at == NIL) {
            root = x;
        } else if (toTheLeft) {
            left[at] = x;
        } else {
            right[at] = x;
        }
        pullUp(x);
        repairInsert(x);
    }

    private void repairInsert(int from) {
        int x = from;
        while (red[parent[x]]) {
            int p = parent[x];
            int grand = parent[p];
            boolean onLeft = p == left[grand];
            int uncle = onLeft ? right[grand] : left[grand];
            if (red[uncle]) {
                red[p] = false;
                red[uncle] = false;
                red[grand] = true;
                x = grand;
                continue;
            }
            if (x == (onLeft ? right[p] : left[p])) {
                x = p;
                rotate(x, onLeft);
            }
            red[parent[x]] = false;
            red[parent[parent[x]]] = true;
            rotate(parent[parent[x]], !onLeft);
        }
        red[root] = false;
    }

    /** Rotates {@code x} down, to the left or to the right. */
    private void rotate(int x, boolean toTheLeft) {
        int y = toTheLeft ? right[x] : left[x];
        int inner = toTheLeft ? left[y] : right[y];
        if (toTheLeft) {
            right[x] = inner;
            left[y] = x;
        } else {
            left[x] = inner;
            right[y] = x;
        }
        if (inner != NIL) {
            parent[inner] = x;
        }
        replace(x, y);
        parent[x] = y;
        pull(x);
        pull(y);
    }

    /** Puts {@code y} where {@code x} hangs. */
    private void replace(int x, int y) {
        int p = parent[x];
        if (p == NIL) {
            root = y;
        } else if (left[p] == x) {
            left[p] = y;
        } else {
            right[p] = y;
        }
        parent[y] = p;
    }

    /** Takes {@code z} out. */
    final void delete(int z) {
        boolean removedRed;
        int x;
        int lowest;
        if (left[z] == NIL || right[z] == NIL) {
            x = left[z] == NIL ? right[z] : left[z];
            removedRed = red[z];
            replace(z, x);
            lowest = parent[z];
        } else {
            int y = right[z];
            while (left[y] != NIL) {
                y = left[y];
            }
            removedRed = red[y];
            x = right[y];
            lowest = parent[y] == z ? y : parent[y];
            if (parent[y] == z) {
                parent[x] = y;
            } else {
                replace(y, x);
                right[y] = right[z];
                parent[right[y]] = y;
            }
            replace(z, y);
            left[y] = left[z];
            parent[left[y]] = y;
            red[y] = red[z];
        }
        pullUp(lowest);
        if (!removedRed) {
            repairDelete(x);
        }
        parent[NIL] = NIL;
        red[NIL] = false;
    }

    private void repairDelete(int from) {
        int x = from;
        while (x != root && !red[x]) {
            int p = parent[x];
            boolean onLeft = x == left[p];
            int w = onLeft ? right[p] : left[p];
            if (red[w]) {
                red[w] = false;
                red[p] = true;
                rotate(p, onLeft);
                w = onLeft ? right[p] : left[p];
            }
            int near = onLeft ? left[w] : right[w];
            int far = onLeft ? right[w] : left[w];
            if (!red[near] && !red[far]) {
                red[w] = true;
                x = p;
                continue;
            }
            if (!red[far]) {
                red[near] = false;
                red[w] = true;
                rotate(w, !onLeft);
                w = onLeft ? right[p] : left[p];
                far = onLeft ? right[w] : left[w];
            }
            red[w] = red[p];
            red[p] = false;
            red[far] = false;
            rotate(p, onLeft);
            x = root;
        }
        red[x] = false;
    }

    /** Nodes on the longest way from {@code x} down. */
    final int height(int x) {
        return x == NIL ? 0 : 1 + Math.max(height(left[x]), height(right[x]));
    }
}
