package org.mmlab.hardware.cache;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * The tags of one set-associative, write-back, write-allocate cache; least recently used goes first. O(ways) and allocation-free.
 */
public final class SramCache {
    /** Result of {@link #access}: the line was there. */
    public static final long HIT = -1;
    /** Result of {@link #access}: the line was brought in, and nothing dirty had to go. */
    public static final long MISS = -2;

    private static final long EMPTY = -1;
    private static final int DIRTY = 1;

    private final long[] lines;
    private final long[] used;
    private final byte[] flags;
    private final int ways;
    private final int setMask;
    private long tick;
    private long hits;
    private long misses;
    private long writebacks;

    /** An empty cache. */
    public SramCache(CacheGeometry geometry) {
        ways = geometry.ways();
        setMask = geometry.sets() - 1;
        lines = new long[geometry.sets() * ways];
        used = new long[lines.length];
        flags = new byte[lines.length];
        Arrays.fill(lines, EMPTY);
    }

    /** What an access does with the line. */
    public enum Use {
        /** Reads it. */
        READ,
        /** Changes it: it must be written back when it goes. */
        WRITE
    }

    /**
     * Accesses a line, bringing it in where it is absent.
     *
     * @return {@link #HIT}; {@link #MISS}; or, 0 and above, the raw address of a dirty line that had to be written back
     */
    public long access(@PhysAddr long address, Use use) {
        long line = Addresses.rawPhys(address) >>> CacheGeometry.LINE_SHIFT;
        int first = ((int) line & setMask) * ways;
        int oldest = first;
        for (int at = first, end = first + ways; at < end; at++) {
            if (lines[at] == line) {
                hits++;
                mark(at, use);
                return HIT;
            }
            if (used[at] < used[oldest]) {
                oldest = at;
            }
        }
        misses++;
        long result = MISS;
        if (flags[oldest] == DIRTY) {
            writebacks++;
            result = lines[oldest] << CacheGeometry.LINE_SHIFT;
        }
        lines[oldest] = line;
        flags[oldest] = 0;
        mark(oldest, use);
        return result;
    }

    private void mark(int at, Use use) {
        used[at] = ++tick;
        if (use == Use.WRITE) {
            flags[at] = DIRTY;
        }
    }

    /** Whether a line is there; no side effect. */
    public boolean holds(@PhysAddr long address) {
        long line = Addresses.rawPhys(address) >>> CacheGeometry.LINE_SHIFT;
        int first = ((int) line & setMask) * ways;
        for (int at = first; at < first + ways; at++) {
            if (lines[at] == line) {
                return true;
            }
        }
        return false;
    }

    /** Drops everything; dirty lines count as written back (x86: WBINVD). */
    public void flush() {
        for (int at = 0; at < lines.length; at++) {
            writebacks += flags[at];
        }
        Arrays.fill(lines, EMPTY);
        Arrays.fill(used, 0);
        Arrays.fill(flags, (byte) 0);
    }

    /** Accesses that found their line. */
    public long hits() {
        return hits;
    }

    /** Accesses that did not. */
    public long misses() {
        return misses;
    }

    /** Dirty lines that went. */
    public long writebacks() {
        return writebacks;
    }
}
