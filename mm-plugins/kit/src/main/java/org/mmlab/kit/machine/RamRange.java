package org.mmlab.kit.machine;

/**
 * A run of usable memory of one node.
 *
 * @param startPfn first page frame number
 * @param endPfn the one behind the last
 * @param node its node
 */
record RamRange(long startPfn, long endPfn, int node) {
    long frames() {
        return endPfn - startPfn;
    }
}
