package org.mmlab.hardware.tlb;

import java.util.Arrays;

/**
 * One set-associative array of translations, least recently used first out within a set. {@link Tlb} makes the keys; a global
 * translation has a key of its own, which is looked for only while there are such entries.
 *
 * <p>Every hit is marked, so that the number of marks less the number of fills is the number of hits.
 */
final class TlbArray {
    static final int NOT_FOUND = -1;

    private final long[] keys;
    private final long[] data;
    private final long[] used;
    private final int setMask;
    private final int ways;
    private long tick;
    private long fills;
    private int valid;
    private int globals;

    TlbArray(int entries, int ways) {
        this.keys = new long[entries];
        this.data = new long[entries];
        this.used = new long[entries];
        this.setMask = entries / ways - 1;
        this.ways = ways;
        Arrays.fill(keys, Tlb.NO_KEY);
    }

    /** Where the entry for {@code key} is, in the set of {@code vpn} (page number in units of its own size). O(ways). */
    int find(long key, long vpn) {
        int first = ((int) vpn & setMask) * ways;
        int at = scan(key, first);
        return at == NOT_FOUND && globals != 0 ? scan(Tlb.global(key), first) : at;
    }

    private int scan(long key, int first) {
        long[] k = keys;
        for (int at = first, end = first + ways; at < end; at++) {
            if (k[at] == key) {
                return at;
            }
        }
        return NOT_FOUND;
    }

    /** Marks the entry as used last. */
    void touch(int at) {
        used[at] = ++tick;
    }

    /** Look-ups that hit: every one was marked. */
    long hits() {
        return tick - fills;
    }

    long key(int at) {
        return keys[at];
    }

    long data(int at) {
        return data[at];
    }

    boolean isValid(int at) {
        return keys[at] != Tlb.NO_KEY;
    }

    boolean isGlobal(int at) {
        return (keys[at] & Tlb.ASID_BITS) == Tlb.EVERY_ASID;
    }

    int entries() {
        return keys.length;
    }

    /** Number of valid entries. */
    int valid() {
        return valid;
    }

    /** Stores a translation that the array lacks over an invalid entry, else over the least recently used. */
    int insert(long key, long vpn, long datum) {
        int at = victim(((int) vpn & setMask) * ways);
        if (isValid(at)) {
            invalidate(at);
        }
        keys[at] = key;
        data[at] = datum;
        valid++;
        if (isGlobal(at)) {
            globals++;
        }
        fills++;
        touch(at);
        return at;
    }

    private int victim(int first) {
        int oldest = first;
        for (int at = first, end = first + ways; at < end; at++) {
            if (used[at] < used[oldest]) {
                oldest = at;
            }
        }
        return oldest;
    }

    void invalidate(int at) {
        if (isGlobal(at)) {
            globals--;
        }
        keys[at] = Tlb.NO_KEY;
        used[at] = 0;
        valid--;
    }

    void clear() {
        Arrays.fill(keys, Tlb.NO_KEY);
        Arrays.fill(used, 0);
        valid = 0;
        globals = 0;
    }
}
