package org.mmlab.virtual.index;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A node of {@link MapleVmaIndex}: up to {@link #SLOTS} entries in address order. In a leaf an entry is an area; above, it is a
 * child with the bounds of all that lies below it and the largest gap in there.
 */
final class MapleNode {
    /** Entries a node holds, as in the kernel's {@code maple_range_64}. */
    static final int SLOTS = 16;
    /** Fewest entries of a node that is not the root. */
    static final int LEAST = SLOTS / 2 - 1;

    int count;
    final long[] start = new long[SLOTS];
    final long[] end = new long[SLOTS];
    /** Leaf: the areas' handles. */
    final int @MonotonicNonNull [] area;
    /** Above: the largest gap within each child. */
    final long @MonotonicNonNull [] gap;
    /** Above: the children. */
    final @Nullable MapleNode @MonotonicNonNull [] child;

    private MapleNode(boolean leaf) {
        area = leaf ? new int[SLOTS] : null;
        gap = leaf ? null : new long[SLOTS];
        child = leaf ? null : new @Nullable MapleNode[SLOTS];
    }

    static MapleNode leaf() {
        return new MapleNode(true);
    }

    static MapleNode inner() {
        return new MapleNode(false);
    }

    boolean isLeaf() {
        return child == null;
    }

    MapleNode child(int i) {
        MapleNode node = child == null ? null : child[i];
        if (node == null) {
            throw new IllegalStateException("a maple node has no child " + i);
        }
        return node;
    }

    /** The first entry whose end lies above {@code address}; {@code count} if none. */
    int firstEndingAbove(long address) {
        int i = 0;
        while (i < count && Long.compareUnsigned(end[i], address) <= 0) {
            i++;
        }
        return i;
    }

    /** The entry in which a range that begins at {@code address} stands or would be put. */
    int entryFor(long address) {
        int i = count - 1;
        while (i > 0 && Long.compareUnsigned(start[i], address) > 0) {
            i--;
        }
        return i;
    }

    /** The largest gap between any two areas below this node. */
    long largestGap() {
        long largest = 0;
        for (int i = 0; i < count; i++) {
            if (gap != null) {
                largest = max(largest, gap[i]);
            }
            if (i > 0) {
                largest = max(largest, start[i] - end[i - 1]);
            }
        }
        return largest;
    }

    /** Brings the entry of a child up to date. */
    void refresh(int i) {
        MapleNode node = child(i);
        start[i] = node.start[0];
        end[i] = node.end[node.count - 1];
        if (gap != null) {
            gap[i] = node.largestGap();
        }
    }

    /** Opens a place at {@code i}. */
    void open(int i) {
        copy(this, i, this, i + 1, count - i);
        count++;
    }

    /** Closes the place {@code i}. */
    void close(int i) {
        copy(this, i + 1, this, i, count - i - 1);
        count--;
        if (child != null) {
            child[count] = null;
        }
    }

    /** Moves the last {@code n} entries to the front of {@code right}, or its first to this one's end where {@code n} is negative. */
    void shift(MapleNode right, int n) {
        if (n >= 0) {
            copy(right, 0, right, n, right.count);
            copy(this, count - n, right, 0, n);
            right.count += n;
            drop(count - n);
        } else {
            copy(right, 0, this, count, -n);
            count -= n;
            copy(right, -n, right, 0, right.count + n);
            right.drop(right.count + n);
        }
    }

    private void drop(int newCount) {
        if (child != null) {
            for (int i = newCount; i < count; i++) {
                child[i] = null;
            }
        }
        count = newCount;
    }

    private static void copy(MapleNode from, int at, MapleNode to, int where, int n) {
        System.arraycopy(from.start, at, to.start, where, n);
        System.arraycopy(from.end, at, to.end, where, n);
        if (from.area != null && to.area != null) {
            System.arraycopy(from.area, at, to.area, where, n);
        }
        if (from.child != null && to.child != null && from.gap != null && to.gap != null) {
            System.arraycopy(from.child, at, to.child, where, n);
            System.arraycopy(from.gap, at, to.gap, where, n);
        }
    }

    static long max(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }
}
