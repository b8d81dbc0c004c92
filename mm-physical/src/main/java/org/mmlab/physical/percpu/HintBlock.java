package org.mmlab.physical.percpu;

/**
 * What is known of the free grains of a page, or of a whole chunk (Linux: {@code struct pcpu_block_md}). Numbers are grains from the
 * block's start. {@code contig} is the longest free run known; {@code scan} one that lies before it and is the longest but one, so that a
 * search for more than it may begin behind it. Invariant: no run is claimed that is not free; for a page {@code contig} is exact.
 */
final class HintBlock {
    int scan;
    int scanStart;
    int contig;
    int contigStart;
    int left;
    int right;
    int firstFree;
    final int size;

    /** All free. */
    HintBlock(int grains) {
        size = grains;
        contig = grains;
        left = grains;
        right = grains;
    }

    /** All free again. */
    void setFree() {
        firstFree = 0;
        scan = 0;
        contigStart = 0;
        contig = size;
        left = size;
        right = size;
    }

    /** Nothing is free. */
    void setFull() {
        scan = 0;
        contig = 0;
        left = 0;
        right = 0;
    }

    /** Whether a request fits the longest run (Linux: {@code pcpu_check_block_hint}). */
    boolean fits(int grains, int alignment) {
        int skipped = align(contigStart, alignment) - contigStart;
        return skipped + grains <= contig;
    }

    /** Where to begin a search for {@code grains} (Linux: {@code pcpu_next_hint}). */
    int searchFrom(int grains) {
        boolean scanIsTooSmall = scan != 0 && contigStart > scanStart && grains > scan;
        return scanIsTooSmall ? scanStart + scan : firstFree;
    }

    boolean scanMeets(int from, int to) {
        return scanStart < to && from < scanStart + scan;
    }

    boolean contigMeets(int from, int to) {
        return contigStart < to && from < contigStart + contig;
    }

    /** Makes the second longest run the longest; gives where the scan for a longer one begins. */
    int promoteScan() {
        if (scan == 0) {
            contig = 0;
            return firstFree;
        }
        int from = scanStart + scan;
        contigStart = scanStart;
        contig = scan;
        scan = 0;
        return from;
    }

    /** Learns of a whole free run (Linux: {@code pcpu_block_update}). */
    void learn(int start, int end) {
        int run = end - start;
        firstFree = Math.min(firstFree, start);
        if (start == 0) {
            left = run;
        }
        if (end == size) {
            right = run;
        }
        if (run > contig) {
            longer(start, run);
        } else if (run == contig) {
            equal(start, run);
        } else if (start < contigStart && (run > scan || run == scan && start > scanStart)) {
            setScan(start, run);
        }
    }

    private void longer(int start, int run) {
        if (start <= contigStart) {
            scan = 0;
        } else if (contig > scan) {
            setScan(contigStart, contig);
        } else if (start < scanStart) {
            scan = 0; // it must lie before the longest run
        }
        contigStart = start;
        contig = run;
    }

    /** Of two longest runs the better aligned one is kept. */
    private void equal(int start, int run) {
        if (contigStart != 0 && (start == 0 || isBetterAligned(start, contigStart))) {
            contigStart = start;
            if (start < scanStart && contig > scan) {
                scan = 0;
            }
        } else if (start > scanStart || contig > scan) {
            setScan(start, run);
        }
    }

    private void setScan(int start, int run) {
        scanStart = start;
        scan = run;
    }

    static boolean isBetterAligned(int start, int than) {
        return Integer.numberOfTrailingZeros(start) > Integer.numberOfTrailingZeros(than);
    }

    static int align(int grain, int alignment) {
        return (grain + alignment - 1) & -alignment;
    }
}
