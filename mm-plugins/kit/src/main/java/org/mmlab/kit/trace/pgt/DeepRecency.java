package org.mmlab.kit.trace.pgt;

import java.util.Arrays;

/**
 * The deep part of a {@link RecencyList}: items in slots in order of arrival, and a Fenwick tree that counts taken slots.
 *
 * <p>The newest item is place 0. Every operation costs the logarithm of the number of slots; when the slots run out, the items
 * are packed to the old end, which amortises to a constant. P. Fenwick, "A new data structure for cumulative frequency
 * tables", Software: Practice and Experience 24(3), 1994.
 */
final class DeepRecency {

    private static final int EMPTY = Integer.MIN_VALUE;
    private static final int FIRST_SLOTS = 1024;

    /** Item in each slot; slot 0 is not used, since Fenwick trees count from 1. */
    private int[] items = new int[FIRST_SLOTS + 1];

    /** Fenwick tree over the slots. */
    private int[] counts = new int[FIRST_SLOTS + 1];

    /** Slot of each item, where it is in one. */
    private int[] slots = new int[0];

    private int top;
    private int size;

    DeepRecency() {
        Arrays.fill(items, EMPTY);
    }

    int size() {
        return size;
    }

    /** Adds an item as the newest. */
    void push(int item) {
        if (top == items.length - 1) {
            pack();
        }
        if (item >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(item + 1, slots.length + (slots.length >> 1)));
        }
        items[++top] = item;
        slots[item] = top;
        size++;
        for (int i = top; i < counts.length; i += i & -i) {
            counts[i]++;
        }
    }

    /** Takes out the item at a place, 0 being the newest, and gives it. */
    int remove(int place) {
        int slot = slotOfOldest(size - place);
        int item = items[slot];
        items[slot] = EMPTY;
        size--;
        for (int i = slot; i < counts.length; i += i & -i) {
            counts[i]--;
        }
        return item;
    }

    /** The place of an item that is here. */
    int placeOf(int item) {
        int upTo = 0;
        for (int i = slots[item]; i > 0; i -= i & -i) {
            upTo += counts[i];
        }
        return size - upTo;
    }

    /** The slot of the k-th oldest item, k from 1: the least slot with k items up to it. */
    private int slotOfOldest(int k) {
        int slot = 0;
        int missing = k;
        for (int step = Integer.highestOneBit(counts.length - 1); step > 0; step >>= 1) {
            int next = slot + step;
            if (next < counts.length && counts[next] < missing) {
                slot = next;
                missing -= counts[next];
            }
        }
        return slot + 1;
    }

    private void pack() {
        int capacity = items.length - 1;
        int wanted = size > capacity / 2 ? capacity * 2 : capacity;
        int[] packed = new int[wanted + 1];
        Arrays.fill(packed, EMPTY);
        int slot = 0;
        for (int item : items) {
            if (item != EMPTY) {
                packed[++slot] = item;
                slots[item] = slot;
            }
        }
        items = packed;
        top = slot;
        counts = new int[wanted + 1];
        for (int i = 1; i <= wanted; i++) {
            counts[i] += i <= slot ? 1 : 0;
            int parent = i + (i & -i);
            if (parent <= wanted) {
                counts[parent] += counts[i];
            }
        }
    }
}
