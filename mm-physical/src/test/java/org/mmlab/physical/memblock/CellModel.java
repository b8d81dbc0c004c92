package org.mmlab.physical.memblock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Memory as an array of cells of {@value #CELL} bytes, with no regions at all: what memblock's lists must amount to. Everything is
 * found by looking at every cell.
 */
final class CellModel {
    static final int CELL = 1024;
    static final int CELLS = 160;
    static final int NODES = 4;
    static final int NO_NODE = NODES;
    static final int PAGE_CELLS = 4096 / CELL;

    private static final int ABSENT = -1;

    final int[] memoryNode = filled(ABSENT);
    final int[] memoryFlags = new int[CELLS];
    final int[] reservedNode = filled(ABSENT);
    final int[] reservedFlags = new int[CELLS];

    /** A run of cells: start, end (exclusive), node. */
    record Run(int start, int end, int node) {}

    boolean hasMemory(int cell) {
        return memoryNode[cell] != ABSENT;
    }

    boolean isReserved(int cell) {
        return reservedNode[cell] != ABSENT;
    }

    void add(int start, int end, int node, int flags) {
        for (int cell = start; cell < end; cell++) {
            if (!hasMemory(cell)) {
                memoryNode[cell] = node;
                memoryFlags[cell] = flags;
            }
        }
    }

    void remove(int start, int end) {
        for (int cell = start; cell < end; cell++) {
            memoryNode[cell] = ABSENT;
            memoryFlags[cell] = 0;
        }
    }

    void reserve(int start, int end) {
        for (int cell = start; cell < end; cell++) {
            if (!isReserved(cell)) {
                reservedNode[cell] = NO_NODE;
            }
        }
    }

    void free(int start, int end) {
        for (int cell = start; cell < end; cell++) {
            reservedNode[cell] = ABSENT;
            reservedFlags[cell] = 0;
        }
    }

    void mark(int start, int end, int set, int clear) {
        for (int cell = start; cell < end; cell++) {
            if (hasMemory(cell)) {
                memoryFlags[cell] = (memoryFlags[cell] | set) & ~clear;
            }
        }
    }

    void markReserved(int start, int end, int set) {
        for (int cell = start; cell < end; cell++) {
            if (isReserved(cell)) {
                reservedFlags[cell] |= set;
            }
        }
    }

    void setNode(int start, int end, int node) {
        for (int cell = start; cell < end; cell++) {
            if (hasMemory(cell)) {
                memoryNode[cell] = node;
            }
        }
    }

    long memoryCells() {
        return countFrom(memoryNode);
    }

    long reservedCells() {
        return countFrom(reservedNode);
    }

    /** Unreserved memory that an iteration with {@code flags} on {@code node} sees, in runs of one node and one set of flags. */
    List<Run> freeRuns(int node, int flags) {
        List<Run> runs = new ArrayList<>();
        int cell = 0;
        while (cell < CELLS) {
            int end = cell + 1;
            while (end < CELLS && alike(cell, end)) {
                end++;
            }
            if (hasMemory(cell) && !isReserved(cell) && seen(cell, node, flags)) {
                runs.add(new Run(cell, end, memoryNode[cell]));
            }
            cell = end;
        }
        return runs;
    }

    /** The lowest or highest aligned place in one free run between two cells, or -1; never in the first page. */
    int place(int cells, int align, int start, int end, int node, int flags, AllocationDirection direction) {
        List<Integer> fits = new ArrayList<>();
        int from = Math.max(start, PAGE_CELLS);
        for (Run run : freeRuns(node, flags)) {
            for (int at = Math.max(from, run.start()); at + cells <= Math.min(end, run.end()); at++) {
                if (at % align == 0) {
                    fits.add(at);
                }
            }
        }
        if (fits.isEmpty()) {
            return -1;
        }
        return direction == AllocationDirection.BOTTOM_UP ? Collections.min(fits) : Collections.max(fits);
    }

    private boolean alike(int a, int b) {
        return memoryNode[a] == memoryNode[b] && memoryFlags[a] == memoryFlags[b] && isReserved(a) == isReserved(b);
    }

    private boolean seen(int cell, int node, int flags) {
        return (node < 0 || node >= NODES || memoryNode[cell] == node)
                && ((flags & MemblockFlags.MIRROR) == 0 || (memoryFlags[cell] & MemblockFlags.MIRROR) != 0)
                && ((flags & MemblockFlags.NOMAP) != 0 || (memoryFlags[cell] & MemblockFlags.NOMAP) == 0)
                && ((flags & MemblockFlags.DRIVER_MANAGED) != 0
                        || (memoryFlags[cell] & MemblockFlags.DRIVER_MANAGED) == 0);
    }

    private static long countFrom(int[] nodes) {
        long count = 0;
        for (int node : nodes) {
            count += node == ABSENT ? 0 : 1;
        }
        return count;
    }

    private static int[] filled(int value) {
        int[] cells = new int[CELLS];
        Arrays.fill(cells, value);
        return cells;
    }
}
