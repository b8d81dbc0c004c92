package org.mmlab.reclaim.pool;

import java.util.Arrays;
import org.mmlab.api.reclaim.ReplacementPolicy;

/** Dense numbers for pages by what they are: an open-addressing map from a kind and 64 bits to an int. Amortised O(1). */
final class PageNumbers {
    /** What identifies a page. */
    enum Identity {
        /** Page offset in an anonymous area. */
        ANONYMOUS,
        /** Page offset in a file. */
        FILE,
        /** Swap entry. */
        SWAP
    }

    private static final int KINDS = Identity.values().length;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Table[] tables = new Table[KINDS];
    private int next;

    PageNumbers() {
        Arrays.setAll(tables, kind -> new Table());
    }

    /** Numbers given so far. */
    int count() {
        return next;
    }

    /** The number of a page, a new one at first sight. */
    int of(Identity identity, long key) {
        Table table = tables[identity.ordinal()];
        int found = table.get(key);
        if (found == ReplacementPolicy.NO_PAGE) {
            found = next++;
            table.put(key, found);
        }
        return found;
    }

    /** A number that no identity has: for a page that is there twice. */
    int fresh() {
        return next++;
    }

    /** Says that a page goes by another identity as well. */
    void alias(Identity identity, long key, int number) {
        tables[identity.ordinal()].put(key, number);
    }

    private static final class Table {
        private long[] keys = new long[64];
        private int[] numbers = new int[64]; // number + 1; 0 = free
        private int used;

        int get(long key) {
            return numbers[slot(key)] - 1;
        }

        void put(long key, int number) {
            int slot = slot(key);
            if (numbers[slot] == 0) {
                if (++used * 2 > keys.length) {
                    grow();
                    slot = slot(key);
                }
                keys[slot] = key;
            }
            numbers[slot] = number + 1;
        }

        private int slot(long key) {
            int mask = keys.length - 1;
            int at = (int) (key * MULTIPLIER >>> 33) & mask;
            while (numbers[at] != 0 && keys[at] != key) {
                at = at + 1 & mask;
            }
            return at;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldNumbers = numbers;
            keys = new long[oldKeys.length * 2];
            numbers = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldNumbers[i] != 0) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    numbers[slot] = oldNumbers[i];
                }
            }
        }
    }
}
