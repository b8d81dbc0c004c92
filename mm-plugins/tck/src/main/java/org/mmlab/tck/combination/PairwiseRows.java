package org.mmlab.tck.combination;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Covers every pair of values by few rows: greedy, a row at a time, after AETG (Cohen, Dalal, Fredman, Patton, IEEE TSE 1997), without
 * its random choices. Each row begins with a pair that no row has yet; its bound dimensions come from a viable row, each free one
 * takes the value that brings most missing pairs.
 */
final class PairwiseRows {
    private final int[] sizes;
    private final int[] bound;
    private final List<int[]> boundRows;
    private final int[] free;
    private final int widest;
    private final BitSet missing = new BitSet();

    /**
     * @param sizes number of values of each dimension
     * @param bound dimensions whose values depend on each other
     * @param boundRows what they may be together, in the order of {@code bound}
     * @param free the other dimensions
     */
    PairwiseRows(int[] sizes, int[] bound, List<int[]> boundRows, int[] free) {
        this.sizes = sizes;
        this.bound = bound;
        this.boundRows = boundRows;
        this.free = free;
        int most = 1;
        for (int size : sizes) {
            most = Math.max(most, size);
        }
        widest = most;
    }

    List<int[]> rows() {
        findPairs();
        List<int[]> rows = new ArrayList<>();
        for (int pair = missing.nextSetBit(0); pair >= 0; pair = missing.nextSetBit(0)) {
            int[] row = best(pair);
            rows.add(row);
            for (int a = 0; a < row.length; a++) {
                for (int b = a + 1; b < row.length; b++) {
                    missing.clear(pair(a, row[a], b, row[b]));
                }
            }
        }
        return rows;
    }

    private void findPairs() {
        for (int[] choice : boundRows) {
            for (int i = 0; i < bound.length; i++) {
                for (int j = i + 1; j < bound.length; j++) {
                    missing.set(ordered(bound[i], choice[i], bound[j], choice[j]));
                }
                for (int dimension : free) {
                    for (int value = 0; value < sizes[dimension]; value++) {
                        missing.set(ordered(bound[i], choice[i], dimension, value));
                    }
                }
            }
        }
        for (int i = 0; i < free.length; i++) {
            for (int j = i + 1; j < free.length; j++) {
                for (int a = 0; a < sizes[free[i]]; a++) {
                    for (int b = 0; b < sizes[free[j]]; b++) {
                        missing.set(ordered(free[i], a, free[j], b));
                    }
                }
            }
        }
    }

    /** The row that has a pair and, as far as greed sees, most of the missing ones. */
    private int[] best(int pair) {
        int[] row = new int[sizes.length];
        boolean[] set = new boolean[sizes.length];
        int second = pair / widest % sizes.length;
        int first = pair / widest / sizes.length / widest;
        int firstValue = pair / widest / sizes.length % widest;
        int secondValue = pair % widest;
        choose(row, set, first, firstValue);
        choose(row, set, second, secondValue);
        int[] choice = bestBound(first, firstValue, second, secondValue);
        for (int i = 0; i < bound.length; i++) {
            choose(row, set, bound[i], choice[i]);
        }
        for (int dimension : free) {
            if (!set[dimension]) {
                choose(row, set, dimension, bestValue(row, set, dimension));
            }
        }
        return row;
    }

    private static void choose(int[] row, boolean[] set, int dimension, int value) {
        row[dimension] = value;
        set[dimension] = true;
    }

    private int[] bestBound(int first, int firstValue, int second, int secondValue) {
        int[] best = new int[0];
        int most = -1;
        for (int[] choice : boundRows) {
            int count = 0;
            for (int i = 0; i < bound.length; i++) {
                if (bound[i] == first && choice[i] != firstValue || bound[i] == second && choice[i] != secondValue) {
                    count = Integer.MIN_VALUE;
                    break;
                }
                for (int j = i + 1; j < bound.length; j++) {
                    count += isMissing(bound[i], choice[i], bound[j], choice[j]) ? 1 : 0;
                }
            }
            if (count > most) {
                most = count;
                best = choice;
            }
        }
        return best;
    }

    private int bestValue(int[] row, boolean[] set, int dimension) {
        int best = 0;
        int most = -1;
        for (int value = 0; value < sizes[dimension]; value++) {
            int count = 0;
            for (int other = 0; other < row.length; other++) {
                if (set[other]) {
                    count += isMissing(dimension, value, other, row[other]) ? 1 : 0;
                }
            }
            if (count > most) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    private boolean isMissing(int a, int va, int b, int vb) {
        return missing.get(ordered(a, va, b, vb));
    }

    private int ordered(int a, int va, int b, int vb) {
        return a < b ? pair(a, va, b, vb) : pair(b, vb, a, va);
    }

    /** A number for value {@code va} of dimension {@code a} together with value {@code vb} of dimension {@code b}, a before b. */
    private int pair(int a, int va, int b, int vb) {
        return ((a * widest + va) * sizes.length + b) * widest + vb;
    }
}
