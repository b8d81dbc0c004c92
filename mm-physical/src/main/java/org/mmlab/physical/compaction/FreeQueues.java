package org.mmlab.physical.compaction;

import org.mmlab.api.memory.FrameAllocator;

/**
 * The free blocks that compaction holds, a queue for each order (Linux: {@code compact_control.freepages}). What was scanned stands at the
 * tail, what is left of a block that was cut stands at the head, and blocks are taken from the head. All O(1).
 */
final class FreeQueues {
    private static final int FIRST_CAPACITY = 16;

    private final int[][] blocks = new int[FrameAllocator.ORDERS][FIRST_CAPACITY];
    private final int[] head = new int[FrameAllocator.ORDERS];
    private final int[] count = new int[FrameAllocator.ORDERS];

    /** The least order from {@code order} on of which there is a block; the number of orders where there is none. */
    int smallest(int order) {
        int found = order;
        while (found < FrameAllocator.ORDERS && count[found] == 0) {
            found++;
        }
        return found;
    }

    boolean isEmpty(int order) {
        return count[order] == 0;
    }

    /** Takes the block at the head of a queue that is not empty. */
    int take(int order) {
        int block = blocks[order][head[order]];
        head[order] = head[order] + 1 & blocks[order].length - 1;
        count[order]--;
        return block;
    }

    void addFirst(int block, int order) {
        makeRoom(order);
        head[order] = head[order] - 1 & blocks[order].length - 1;
        blocks[order][head[order]] = block;
        count[order]++;
    }

    void addLast(int block, int order) {
        makeRoom(order);
        blocks[order][head[order] + count[order] & blocks[order].length - 1] = block;
        count[order]++;
    }

    private void makeRoom(int order) {
        int[] old = blocks[order];
        if (count[order] < old.length) {
            return;
        }
        int[] larger = new int[old.length * 2];
        int toEnd = old.length - head[order];
        System.arraycopy(old, head[order], larger, 0, toEnd);
        System.arraycopy(old, 0, larger, toEnd, head[order]);
        blocks[order] = larger;
        head[order] = 0;
    }
}
