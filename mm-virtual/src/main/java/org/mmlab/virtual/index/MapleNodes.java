package org.mmlab.virtual.index;

import java.util.Arrays;

/**
 * The nodes of a {@link MapleVmaIndex}: each has up to {@link #SLOTS} entries in address order. In a leaf an entry is an area; above,
 * it is a child with the bounds of all that lies below it and the largest gap in there.
 *
 * <p>Nodes are numbers and their entries lie side by side in a few arrays, so that a look-up follows no references: the entries of
 * node {@code n} are the slots from {@code first(n)}. A node knows the slot where it hangs (as in the kernel, whose nodes have
 * parents too), so that a change goes up from the leaf and only as far as it is seen.
 */
final class MapleNodes {
    /** Entries a node holds, as in the kernel's {@code maple_range_64}. */
    static final int SLOTS = 16;
    /** Fewest entries of a node that is not the root. */
    static final int LEAST = SLOTS / 2 - 1;
    /** The slot where the root hangs. */
    static final int NOWHERE = -1;

    private static final int SHIFT = 4;

    // by slot
    long[] start = new long[SLOTS];
    long[] end = new long[SLOTS];
    /** Above leaves: the largest gap within each child. */
    long[] gap = new long[SLOTS];
    /** Leaf: the areas' handles; above: the children. */
    int[] link = new int[SLOTS];

    // by node
    private int[] count = new int[1];
    private int[] level = new int[1];
    private int[] hangs = new int[1];
    private int used;
    private int free = NOWHERE; // the first of the nodes to be used again; 'hangs' has the next

    /** A node without entries: level 0 is a leaf. */
    int take(int ofLevel) {
        int node = free;
        if (node == NOWHERE) {
            node = used++;
            ensure(used);
        } else {
            free = hangs[node];
        }
        count[node] = 0;
        level[node] = ofLevel;
        hangs[node] = NOWHERE;
        return node;
    }

    private void ensure(int nodes) {
        if (nodes > count.length) {
            int capacity = count.length * 2;
            count = Arrays.copyOf(count, capacity);
            level = Arrays.copyOf(level, capacity);
            hangs = Arrays.copyOf(hangs, capacity);
            start = Arrays.copyOf(start, capacity * SLOTS);
            end = Arrays.copyOf(end, capacity * SLOTS);
            gap = Arrays.copyOf(gap, capacity * SLOTS);
            link = Arrays.copyOf(link, capacity * SLOTS);
        }
    }

    /** Takes a node back that nothing refers to. */
    void giveBack(int node) {
        hangs[node] = free;
        free = node;
    }

    /** The slot of a node's first entry. */
    static int first(int node) {
        return node << SHIFT;
    }

    /** The slot after a node's last entry. */
    int limit(int node) {
        return (node << SHIFT) + count[node];
    }

    /** The node that a slot is of. */
    static int nodeOf(int slot) {
        return slot >>> SHIFT;
    }

    int count(int node) {
        return count[node];
    }

    boolean isLeaf(int node) {
        return level[node] == 0;
    }

    int level(int node) {
        return level[node];
    }

    /** The slot where a node hangs, or {@link #NOWHERE}. */
    int hangs(int node) {
        return hangs[node];
    }

    /** Makes a node the root. */
    void unhang(int node) {
        hangs[node] = NOWHERE;
    }

    /** The slot of a node's first entry whose end lies above {@code address}; {@link #limit} if none. */
    int firstEndingAbove(int node, long address) {
        int slot = first(node);
        int limit = limit(node);
        while (slot < limit && Long.compareUnsigned(end[slot], address) <= 0) {
            slot++;
        }
        return slot;
    }

    /** The largest gap between any two areas below a node. */
    private long largestGap(int node) {
        int first = first(node);
        int limit = limit(node);
        long largest = level[node] == 0 ? 0 : gap[first];
        for (int slot = first + 1; slot < limit; slot++) {
            largest = max(largest, start[slot] - end[slot - 1]);
        }
        if (level[node] != 0) {
            for (int slot = first + 1; slot < limit; slot++) {
                largest = max(largest, gap[slot]);
            }
        }
        return largest;
    }

    /** Of the gaps that the entry of a child has a part in, the largest: within it, before it and after it. */
    private long gapAround(int slot) {
        int node = nodeOf(slot);
        long largest = gap[slot];
        if (slot > first(node)) {
            largest = max(largest, start[slot] - end[slot - 1]);
        }
        if (slot + 1 < limit(node)) {
            largest = max(largest, start[slot + 1] - end[slot]);
        }
        return largest;
    }

    /** Hangs a child at a slot. */
    void hang(int slot, int node) {
        link[slot] = node;
        hangs[node] = slot;
        start[slot] = start[first(node)];
        end[slot] = end[limit(node) - 1];
        gap[slot] = largestGap(node);
    }

    /** After a change of a node's entries: brings up to date what is known of it above, as far up as that changes. */
    void pullUp(int from) {
        int node = from;
        long within = largestGap(node);
        int slot = hangs[node];
        while (slot != NOWHERE) {
            long low = start[first(node)];
            long high = end[limit(node) - 1];
            if (start[slot] == low && end[slot] == high && gap[slot] == within) {
                return;
            }
            long before = gapAround(slot);
            start[slot] = low;
            end[slot] = high;
            gap[slot] = within;
            long after = gapAround(slot);
            node = nodeOf(slot);
            slot = hangs[node];
            if (slot != NOWHERE) {
                within = largestNow(node, gap[slot], before, after);
            }
        }
    }

    /** A node's largest gap, which was {@code known}, now that one of its gaps that was {@code before} is {@code after}. */
    private long largestNow(int node, long known, long before, long after) {
        if (Long.compareUnsigned(after, known) >= 0) {
            return after;
        }
        return Long.compareUnsigned(before, known) < 0 ? known : largestGap(node);
    }

    /** Opens a place at a slot of a node that is not full. */
    void open(int slot) {
        int node = nodeOf(slot);
        move(slot, slot + 1, limit(node) - slot);
        count[node]++;
    }

    /** Closes the place at a slot. */
    void close(int slot) {
        int node = nodeOf(slot);
        move(slot + 1, slot, limit(node) - slot - 1);
        count[node]--;
    }

    /** Moves the last {@code n} entries of {@code left} to the front of {@code right}, which lies after it. */
    void shiftUp(int left, int right, int n) {
        move(first(right), first(right) + n, count[right]);
        move(limit(left) - n, first(right), n);
        count[left] -= n;
        count[right] += n;
    }

    /** Moves the first {@code n} entries of {@code right} to the end of {@code left}, which lies before it. */
    void shiftDown(int left, int right, int n) {
        move(first(right), limit(left), n);
        move(first(right) + n, first(right), count[right] - n);
        count[left] += n;
        count[right] -= n;
    }

    /** Moves entries within a node or to another of the same level; children learn where they hang now. */
    private void move(int from, int to, int n) {
        System.arraycopy(start, from, start, to, n);
        System.arraycopy(end, from, end, to, n);
        System.arraycopy(link, from, link, to, n);
        if (n > 0 && level[nodeOf(to)] != 0) {
            System.arraycopy(gap, from, gap, to, n);
            for (int slot = to; slot < to + n; slot++) {
                hangs[link[slot]] = slot;
            }
        }
    }

    static long max(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }
}
