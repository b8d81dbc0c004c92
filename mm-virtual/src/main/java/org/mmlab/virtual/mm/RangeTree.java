package org.mmlab.virtual.mm;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Areas by the range of page offsets that they map: which of them hold a given offset (Linux: the interval trees of
 * {@code mm/interval_tree.c} behind {@code i_mmap} and {@code anon_vma}). Offsets are unsigned and below 2^63.
 *
 * <p>A treap ordered by first offset, then by order of insertion, that keeps the greatest last offset of each subtree. Its
 * priorities come from a counter, so that equal histories give equal trees. Insert and remove cost O(log n); the search for k
 * overlapping members O(log n + k), without garbage. Confined to the machine's thread; must not change during a search.
 */
public final class RangeTree {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private @Nullable RangeNode root;
    private int size;
    private long sequence;

    /** How many members there are. */
    public int size() {
        return size;
    }

    /** Adds a member with the range {@code first..last}. */
    void insert(RangeNode node, long first, long last) {
        node.first = first;
        node.last = last;
        node.maxLast = last;
        node.left = null;
        node.right = null;
        node.sequence = sequence++;
        node.priority = mix(node.sequence);
        size++;
        RangeNode at = root;
        if (at == null) {
            node.parent = null;
            root = node;
            return;
        }
        while (true) {
            at.maxLast = Math.max(at.maxLast, last);
            RangeNode child = first < at.first ? at.left : at.right;
            if (child == null) {
                break;
            }
            at = child;
        }
        attach(at, node, first < at.first);
        while (node.parent != null && node.priority < node.parent.priority) {
            rotateUp(node);
        }
    }

    private static void attach(RangeNode parent, RangeNode node, boolean left) {
        node.parent = parent;
        if (left) {
            parent.left = node;
        } else {
            parent.right = node;
        }
    }

    /** Takes a member out. */
    void remove(RangeNode node) {
        while (node.left != null || node.right != null) {
            RangeNode l = node.left;
            RangeNode r = node.right;
            RangeNode up = l == null || (r != null && r.priority < l.priority) ? r : l;
            if (up != null) {
                rotateUp(up);
            }
        }
        RangeNode parent = node.parent;
        replace(parent, node, null);
        node.parent = null;
        size--;
        for (RangeNode at = parent; at != null; at = at.parent) {
            update(at);
        }
    }

    private void rotateUp(RangeNode node) {
        RangeNode parent = node.parent;
        if (parent == null) {
            throw new IllegalStateException("the root of a range tree cannot rise");
        }
        RangeNode grand = parent.parent;
        RangeNode inner;
        if (parent.left == node) {
            inner = node.right;
            parent.left = inner;
            node.right = parent;
        } else {
            inner = node.left;
            parent.right = inner;
            node.left = parent;
        }
        if (inner != null) {
            inner.parent = parent;
        }
        parent.parent = node;
        node.parent = grand;
        replace(grand, parent, node);
        update(parent);
        update(node);
    }

    private void replace(@Nullable RangeNode parent, RangeNode old, @Nullable RangeNode node) {
        if (parent == null) {
            root = node;
        } else if (parent.left == old) {
            parent.left = node;
        } else {
            parent.right = node;
        }
    }

    private static void update(RangeNode node) {
        long max = node.last;
        if (node.left != null) {
            max = Math.max(max, node.left.maxLast);
        }
        if (node.right != null) {
            max = Math.max(max, node.right.maxLast);
        }
        node.maxLast = max;
    }

    /** The lowest member that overlaps {@code first..last}, or null. */
    public @Nullable RangeNode first(long first, long last) {
        return leftmost(root, first, last);
    }

    /** The member after {@code node} that overlaps {@code first..last}, or null. */
    public @Nullable RangeNode next(RangeNode node, long first, long last) {
        RangeNode at = node;
        RangeNode found = leftmost(at.right, first, last);
        while (found == null) {
            RangeNode child = at;
            RangeNode parent = at.parent;
            while (parent != null && parent.right == child) {
                child = parent;
                parent = parent.parent;
            }
            if (parent == null || parent.first > last) {
                return null;
            }
            if (parent.last >= first) {
                return parent;
            }
            at = parent;
            found = leftmost(at.right, first, last);
        }
        return found;
    }

    private static @Nullable RangeNode leftmost(@Nullable RangeNode from, long first, long last) {
        RangeNode at = from;
        while (at != null && at.maxLast >= first) {
            RangeNode left = at.left;
            if (left != null && left.maxLast >= first) {
                at = left;
            } else if (at.first > last) {
                return null;
            } else if (at.last >= first) {
                return at;
            } else {
                at = at.right;
            }
        }
        return null;
    }

    private static long mix(long n) {
        long z = (n + 1) * GOLDEN;
        z = (z ^ (z >>> 32)) * GOLDEN;
        return z ^ (z >>> 29);
    }
}
