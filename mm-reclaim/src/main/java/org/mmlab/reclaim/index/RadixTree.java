package org.mmlab.reclaim.index;

import java.util.Arrays;

/**
 * A sparse array of longs by a page offset of up to 44 bits, with two marks an entry that can be searched for. An entry of 0
 * is absent. Look-up, change and mark are O(log64 of the greatest index); a search costs that for each entry found. Grows by
 * doubling its arrays and allocates nothing otherwise.
 */
public final class RadixTree {
    /** No index: a search found nothing. */
    public static final long NONE = -1;

    private static final int SHIFT = 6;
    private static final int FAN = 1 << SHIFT;
    private static final int NO_NODE = -1;
    private static final int FIRST_MARK = 1; // mask 0 says which slots are present
    private static final int MASKS = 1 + Mark.values().length;

    private long[] slots = new long[FAN]; // by node * FAN + slot: an entry, or in an inner node a child
    private long[] masks = new long[MASKS]; // by node * MASKS + mask: 64 slots each
    private final int[] path = new int[12];
    private int nodes;
    private int freeNode = NO_NODE;
    private int root = NO_NODE;
    private int height;
    private int used;

    /** The marks of an entry. */
    public enum Mark {
        /** Differs from its backing store. */
        DIRTY,
        /** Is being written to its backing store. */
        WRITEBACK;

        private int mask() {
            return FIRST_MARK + ordinal();
        }
    }

    /** Empty. */
    public RadixTree() {}

    /** Nodes in use. */
    public int nodes() {
        return used;
    }

    /** The entry at {@code index}, 0 where there is none. */
    public long get(long index) {
        int leaf = leafOf(index);
        return leaf == NO_NODE ? 0 : slots[leaf * FAN + slot(index, 0)];
    }

    /** Puts {@code entry} at {@code index} (0 takes it away) and gives what was there. A new entry has no marks. */
    public long set(long index, long entry) {
        if (entry == 0) {
            return remove(index);
        }
        grow(index);
        int node = root;
        for (int level = height - 1; level > 0; level--) {
            node = childOf(node, slot(index, level));
        }
        int slot = slot(index, 0);
        long old = slots[node * FAN + slot];
        slots[node * FAN + slot] = entry;
        masks[node * MASKS] |= 1L << slot;
        return old;
    }

    /** Whether the entry at {@code index} is marked. */
    public boolean marked(long index, Mark mark) {
        int leaf = leafOf(index);
        return leaf != NO_NODE && (masks[leaf * MASKS + mark.mask()] >>> slot(index, 0) & 1) != 0;
    }

    /** Marks the entry at {@code index}, which exists. */
    public void mark(long index, Mark mark) {
        int node = root;
        for (int level = height - 1; level >= 0; level--) {
            int slot = slot(index, level);
            masks[node * MASKS + mark.mask()] |= 1L << slot;
            node = level == 0 ? node : (int) slots[node * FAN + slot];
        }
    }

    /** Takes a mark off the entry at {@code index}, if it exists. */
    public void unmark(long index, Mark mark) {
        if (descend(index) != NO_NODE) {
            clearUpwards(index, mark.mask());
        }
    }

    /** The first present index in {@code from..last}, or {@link #NONE}. */
    public long next(long from, long last) {
        return search(from, last, 0);
    }

    /** The first marked index in {@code from..last}, or {@link #NONE}. */
    public long nextMarked(long from, long last, Mark mark) {
        return search(from, last, mark.mask());
    }

    private long search(long from, long last, int mask) {
        if (root == NO_NODE || from > last || beyond(from)) {
            return NONE;
        }
        long found = search(root, height - 1, from, mask);
        return found > last ? NONE : found;
    }

    /** The first index of the subtree at or after {@code from} (relative to the subtree's base when masked by its span). */
    private long search(int node, int level, long from, int mask) {
        int first = slot(from, level);
        long candidates = masks[node * MASKS + mask] & (-1L << first);
        long base = level + 1 >= 11 ? 0 : from >>> ((level + 1) * SHIFT) << ((level + 1) * SHIFT);
        while (candidates != 0) {
            int slot = Long.numberOfTrailingZeros(candidates);
            long start = base | ((long) slot << (level * SHIFT));
            if (level == 0) {
                return start;
            }
            long found = search((int) slots[node * FAN + slot], level - 1, slot == first ? from : start, mask);
            if (found != NONE) {
                return found;
            }
            candidates &= candidates - 1;
        }
        return NONE;
    }

    private long remove(long index) {
        int leaf = descend(index);
        if (leaf == NO_NODE) {
            return 0;
        }
        int slot = slot(index, 0);
        long old = slots[leaf * FAN + slot];
        if (old == 0) {
            return 0;
        }
        slots[leaf * FAN + slot] = 0;
        for (int mask = MASKS - 1; mask >= 0; mask--) {
            clearUpwards(index, mask);
        }
        freeEmpty(index);
        return old;
    }

    /** Clears one mask bit of the leaf on {@link #path}, and of every ancestor that has no bit left below it. */
    private void clearUpwards(long index, int mask) {
        for (int level = 0; level < height; level++) {
            int at = path[level] * MASKS + mask;
            masks[at] &= ~(1L << slot(index, level));
            if (masks[at] != 0) {
                return;
            }
        }
    }

    private void freeEmpty(long index) {
        for (int level = 0; level < height; level++) {
            int node = path[level];
            if (masks[node * MASKS] != 0) {
                return;
            }
            if (level + 1 == height) {
                root = NO_NODE;
                height = 0;
            } else {
                slots[path[level + 1] * FAN + slot(index, level + 1)] = 0;
            }
            slots[node * FAN] = freeNode;
            freeNode = node;
            used--;
            if (height == 0) {
                return;
            }
        }
    }

    private int leafOf(long index) {
        if (root == NO_NODE || beyond(index)) {
            return NO_NODE;
        }
        int node = root;
        for (int level = height - 1; level > 0; level--) {
            int slot = slot(index, level);
            if ((masks[node * MASKS] >>> slot & 1) == 0) {
                return NO_NODE;
            }
            node = (int) slots[node * FAN + slot];
        }
        return node;
    }

    /** As {@link #leafOf}, and leaves the nodes on the way in {@link #path} by level. */
    private int descend(long index) {
        if (root == NO_NODE || beyond(index)) {
            return NO_NODE;
        }
        int node = root;
        for (int level = height - 1; level > 0; level--) {
            path[level] = node;
            int slot = slot(index, level);
            if ((masks[node * MASKS] >>> slot & 1) == 0) {
                return NO_NODE;
            }
            node = (int) slots[node * FAN + slot];
        }
        path[0] = node;
        return node;
    }

    private boolean beyond(long index) {
        return height < 11 && index >>> (height * SHIFT) != 0;
    }

    private void grow(long index) {
        if (root == NO_NODE) {
            root = newNode();
            height = 1;
            while (beyond(index)) {
                height++; // an empty tree is made as high as it must be
            }
        }
        while (beyond(index)) {
            int above = newNode();
            slots[above * FAN] = root;
            for (int mask = 0; mask < MASKS; mask++) {
                masks[above * MASKS + mask] = masks[root * MASKS + mask] == 0 ? 0 : 1;
            }
            root = above;
            height++;
        }
    }

    private int childOf(int node, int slot) {
        if ((masks[node * MASKS] >>> slot & 1) != 0) {
            return (int) slots[node * FAN + slot];
        }
        int child = newNode();
        slots[node * FAN + slot] = child;
        masks[node * MASKS] |= 1L << slot;
        return child;
    }

    private int newNode() {
        int node = freeNode;
        if (node == NO_NODE) {
            node = nodes++;
            if (nodes * FAN > slots.length) {
                slots = Arrays.copyOf(slots, slots.length * 2);
                masks = Arrays.copyOf(masks, masks.length * 2);
            }
        } else {
            freeNode = (int) slots[node * FAN];
        }
        Arrays.fill(slots, node * FAN, node * FAN + FAN, 0);
        Arrays.fill(masks, node * MASKS, node * MASKS + MASKS, 0);
        used++;
        return node;
    }

    private static int slot(long index, int level) {
        return (int) (index >>> (level * SHIFT)) & (FAN - 1);
    }
}
