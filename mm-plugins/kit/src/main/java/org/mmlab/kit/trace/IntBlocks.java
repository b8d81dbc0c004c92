package org.mmlab.kit.trace;

import java.util.Arrays;

/** Ints that arrive in batches and leave as one array; no copy is made when the first guess of their number was right. */
final class IntBlocks {

    private int[] elements;
    private int size;

    IntBlocks(int expected) {
        elements = new int[Math.max(16, expected)];
    }

    int size() {
        return size;
    }

    void append(int[] batch, int count) {
        if (count > elements.length - size) {
            long wanted = Math.max((long) size + count, elements.length + (elements.length >> 1));
            elements = Arrays.copyOf(elements, (int) Math.min(wanted, DenseTrace.ALL));
        }
        System.arraycopy(batch, 0, elements, size, count);
        size += count;
    }

    int[] toArray() {
        return size == elements.length ? elements : Arrays.copyOf(elements, size);
    }
}
