package org.mmlab.policies.allocator;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.MigrateType;

/** The two levels of counters of {@link LlfreeFrameAllocator}, over one zone. */
final class TreeFreeBlocks extends BitFreeBlocks {
    private static final int CHILD_ORDER = 9;
    private static final int CHILD = 1 << CHILD_ORDER;
    private static final int TREE_CHILDREN = 32;
    private static final int TREE = CHILD * TREE_CHILDREN;
    /** A tree with fewer free frames counts as full, one with more than all but so many as empty. */
    private static final int NEARLY = TREE / 8;

    private final int[] reserved = new int[MigrateType.PCP_TYPES];
    private short[] childFree = new short[0];
    private int[] treeFree = new int[0];

    TreeFreeBlocks(AllocatorZone zone) {
        super(zone);
        size();
    }

    private void size() {
        childFree = new short[(end() + CHILD - 1) / CHILD];
        treeFree = new int[(end() + TREE - 1) / TREE];
        for (int child = 0; child < childFree.length; child++) {
            childFree[child] = (short) bits().count(child * CHILD, CHILD);
            treeFree[child / TREE_CHILDREN] += childFree[child];
        }
        for (int type = 0; type < reserved.length; type++) {
            // reservations start apart, so that types do not share trees from the beginning
            reserved[type] = treeFree.length * type / reserved.length;
        }
    }

    @Override
    public void grow(int endFrame) {
        super.grow(endFrame);
        size();
    }

    @Override
    void changed(int start, int order, Change change) {
        for (int child = start / CHILD; child <= (start + (1 << order) - 1) / CHILD; child++) {
            int free = bits().count(child * CHILD, CHILD);
            treeFree[child / TREE_CHILDREN] += free - childFree[child];
            childFree[child] = (short) free;
        }
    }

    @Override
    int find(int order, int migratetype) {
        int type = Math.min(migratetype, reserved.length - 1);
        int found = findInTree(reserved[type], order);
        if (found != FrameBits.NONE) {
            return found;
        }
        for (Fill wanted : Fill.values()) {
            int tree = reserve(type, wanted, order);
            if (tree >= 0) {
                return findInTree(tree, order);
            }
        }
        return FrameBits.NONE;
    }

    /** How full a tree is; in the order of preference. */
    private enum Fill {
        /** Neither nearly full nor nearly empty, and nobody else's. */
        PARTIAL,
        /** Nobody else's. */
        UNRESERVED,
        /** Any at all. */
        ANY
    }

    /** Reserves the tree of that kind that is nearest to the last one and has a block of the order; gives it, or -1. */
    private int reserve(int type, Fill wanted, int order) {
        int last = reserved[type];
        for (int distance = 1; distance < Math.max(2, treeFree.length); distance++) {
            int after = (last + distance) % treeFree.length;
            if (suits(after, type, wanted) && findInTree(after, order) != FrameBits.NONE) {
                reserved[type] = after;
                return after;
            }
        }
        return -1;
    }

    private boolean suits(int tree, int type, Fill wanted) {
        if (treeFree[tree] == 0) {
            return false;
        }
        return switch (wanted) {
            case PARTIAL ->
                treeFree[tree] >= NEARLY && treeFree[tree] <= TREE - NEARLY && !isReservedByOther(tree, type);
            case UNRESERVED -> !isReservedByOther(tree, type);
            case ANY -> true;
        };
    }

    private boolean isReservedByOther(int tree, int type) {
        for (int other = 0; other < reserved.length; other++) {
            if (other != type && reserved[other] == tree) {
                return true;
            }
        }
        return false;
    }

    private int findInTree(int tree, int order) {
        if (treeFree[tree] < 1 << order) {
            return FrameBits.NONE;
        }
        int first = tree * TREE_CHILDREN;
        int last = Math.min(first + TREE_CHILDREN, childFree.length);
        return order > CHILD_ORDER ? findPair(first, last) : findInChildren(first, last, order);
    }

    private int findInChildren(int first, int last, int order) {
        int wanted = 1 << order;
        for (int child = first; child < last; child++) {
            if (childFree[child] >= wanted && !isIsolated(child * CHILD)) {
                int found = bits().find(child * CHILD, (child + 1) * CHILD, order);
                if (found != FrameBits.NONE) {
                    return found;
                }
            }
        }
        return FrameBits.NONE;
    }

    /** Two neighbouring children that are wholly free: the greatest block. */
    private int findPair(int first, int last) {
        for (int child = first; child + 1 < last; child += 2) {
            if (childFree[child] == CHILD
                    && childFree[child + 1] == CHILD
                    && !isIsolated(child * CHILD)
                    && !isIsolated((child + 1) * CHILD)) {
                return child * CHILD;
            }
        }
        return FrameBits.NONE;
    }
}
