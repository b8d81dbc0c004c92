package org.mmlab.kit.trace.pgt;

/**
 * Items 0, 1, 2, … in order of their last use, addressed by place or by item: the move-to-front list of PGT1.
 *
 * <p>Places below {@value #WINDOW} are a plain array, which is where almost every access of a program falls. Deeper items
 * are in {@link DeepRecency}, where an access costs the logarithm of their number, so a trace of a disk with a million blocks
 * does not move a million words an event.
 */
final class RecencyList {

    static final int WINDOW = 128;

    private final int[] front = new int[WINDOW];
    private final DeepRecency deep = new DeepRecency();
    private int frontSize;

    /** Number of items on the list. */
    int size() {
        return frontSize + deep.size();
    }

    /** Puts an item that is not on the list at place 0; items must come as 0, 1, 2, … */
    void add(int item) {
        makeRoom();
        System.arraycopy(front, 0, front, 1, frontSize);
        front[0] = item;
        frontSize++;
    }

    /** Moves the item at a place below {@link #size()} to place 0 and gives it. */
    int moveToFront(int place) {
        if (place < frontSize) {
            int item = front[place];
            for (int i = place; i > 0; i--) {
                front[i] = front[i - 1];
            }
            front[0] = item;
            return item;
        }
        int item = deep.remove(place - frontSize);
        add(item);
        return item;
    }

    /** The place of an item that is on the list. */
    int placeOf(int item) {
        for (int i = 0; i < frontSize; i++) {
            if (front[i] == item) {
                return i;
            }
        }
        return frontSize + deep.placeOf(item);
    }

    private void makeRoom() {
        if (frontSize == WINDOW) {
            frontSize--;
            deep.push(front[frontSize]);
        }
    }
}
