package org.mmlab.physical.percpu;

import java.util.BitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which grains of a chunk's unit are allocated, with the hints that make finding free ones cheap. A grain is 4 bytes; a page has 1024.
 * Counts by how much the number of pages without any allocation changes; its owner fetches that with {@link #takeEmptyDelta}.
 */
final class ChunkMap {
    static final int PAGE_BYTES = 4096;
    static final int GRAIN_SHIFT = 2;
    static final int PAGE_GRAINS = PAGE_BYTES >> GRAIN_SHIFT;
    /** No such place. */
    static final int NONE = -1;

    private final BitSet used = new BitSet();
    /** Set where an allocation begins and behind its last grain. */
    private final BitSet bounds = new BitSet();

    private final HintBlock[] blocks;
    private final HintBlock whole;
    private final FreeRuns runs;
    private final int grains;
    private int emptyDelta;

    ChunkMap(int pages) {
        grains = pages * PAGE_GRAINS;
        whole = new HintBlock(grains);
        blocks = new HintBlock[pages];
        for (int i = 0; i < pages; i++) {
            blocks[i] = new HintBlock(PAGE_GRAINS);
        }
        runs = new FreeRuns(blocks);
    }

    /** Takes grains away that belong to somebody else. */
    void hide(int from, int to) {
        used.set(from, to);
        bounds.set(from);
        bounds.set(to);
        if (from == whole.firstFree) {
            whole.firstFree = to;
        }
        allocated(from, to - from);
    }

    /**
     * Where to look for a free run (Linux: {@code pcpu_find_block_fit}).
     *
     * @param populated where given, only runs whose pages are all in it
     * @return the first grain to look at, or {@link #NONE}
     */
    int find(int wanted, int alignment, @Nullable BitSet populated) {
        if (!whole.fits(wanted, alignment)) {
            return NONE;
        }
        int from = whole.searchFrom(wanted);
        while (runs.nextFit(wanted, alignment, from)) {
            if (populated == null) {
                return runs.start();
            }
            int firstPage = runs.start() / PAGE_GRAINS;
            int endPage = (runs.start() + runs.length() + PAGE_GRAINS - 1) / PAGE_GRAINS;
            int missing = populated.nextClearBit(firstPage);
            if (missing >= endPage) {
                return runs.start();
            }
            int next = populated.nextSetBit(missing + 1);
            from = (next < 0 ? endPage : Math.min(next, endPage)) * PAGE_GRAINS;
        }
        return NONE;
    }

    /**
     * Allocates, searching from a grain on (Linux: {@code pcpu_alloc_area}).
     *
     * @return the first grain, or {@link #NONE}
     */
    int take(int wanted, int alignment, int from) {
        int limit = Math.min(from + wanted + PAGE_GRAINS, grains);
        int start = from;
        int skipped = 0;
        int skippedStart = 0;
        while (true) {
            start = HintBlock.align(used.nextClearBit(start), alignment);
            if (start + wanted > limit) {
                return NONE;
            }
            int stop = used.nextSetBit(start);
            if (stop < 0 || stop >= start + wanted) {
                break;
            }
            int length = stop - start;
            boolean better = skippedStart != 0 && (start == 0 || HintBlock.isBetterAligned(start, skippedStart));
            if (length > skipped || length == skipped && better) {
                skippedStart = start;
                skipped = length;
            }
            start = stop + 1;
        }
        if (skipped != 0) {
            learnSkipped(skippedStart, skipped);
        }
        used.set(start, start + wanted);
        bounds.set(start);
        bounds.clear(start + 1, start + wanted);
        bounds.set(start + wanted);
        if (start == whole.firstFree) {
            whole.firstFree = nextFree(start + wanted);
        }
        allocated(start, wanted);
        return start;
    }

    /** Frees the allocation that begins at a grain; gives its grains (Linux: {@code pcpu_free_area}). */
    int release(int start) {
        int end = bounds.nextSetBit(start + 1);
        used.clear(start, end);
        whole.firstFree = Math.min(whole.firstFree, start);
        freed(start, end - start);
        return end - start;
    }

    /** Grains of the allocation that begins at {@code start}; 0 where none begins there. */
    int sizeAt(int start) {
        return used.get(start) && bounds.get(start) ? bounds.nextSetBit(start + 1) - start : 0;
    }

    private int nextUsed(int from) {
        int next = used.nextSetBit(from);
        return next < 0 ? grains : next;
    }

    private int nextFree(int from) {
        return Math.min(grains, used.nextClearBit(from));
    }

    /** A free run that alignment made unusable may be a page's second longest (Linux: {@code pcpu_block_update_scan}). */
    private void learnSkipped(int start, int length) {
        int base = start / PAGE_GRAINS * PAGE_GRAINS;
        int end = start - base + length;
        if (end <= PAGE_GRAINS) {
            blocks[start / PAGE_GRAINS].learn(freeFrom(base, start) - base, end);
        }
    }

    /** Start of the free run that ends before {@code grain}, no lower than {@code base}. */
    private int freeFrom(int base, int grain) {
        int last = grain == 0 ? NONE : used.previousSetBit(grain - 1);
        return Math.max(base, last + 1);
    }

    /** Hints after an allocation (Linux: {@code pcpu_block_update_hint_alloc}). */
    private void allocated(int start, int length) {
        int first = start / PAGE_GRAINS;
        int last = (start + length - 1) / PAGE_GRAINS;
        int from = start - first * PAGE_GRAINS;
        int to = start + length - last * PAGE_GRAINS;
        HintBlock head = blocks[first];
        emptyDelta -= head.contig == PAGE_GRAINS ? 1 : 0;
        if (from == head.firstFree) {
            head.firstFree = Math.min(PAGE_GRAINS, nextFree(start + length) - first * PAGE_GRAINS);
        }
        if (head.scanMeets(from, from + length)) {
            head.scan = 0;
        }
        if (head.contigMeets(from, from + length)) {
            head.left = from == 0 ? 0 : head.left;
            rescan(first);
        } else {
            head.left = Math.min(head.left, from);
            head.right = first == last ? Math.min(head.right, PAGE_GRAINS - to) : 0;
        }
        if (first != last) {
            allocatedTail(first, last, to);
        }
        if (whole.scanMeets(start, start + length)) {
            whole.scan = 0;
        }
        if (whole.contigMeets(start, start + length)) {
            rescanWhole(whole.promoteScan());
        }
    }

    private void allocatedTail(int first, int last, int to) {
        HintBlock tail = blocks[last];
        emptyDelta -= tail.contig == PAGE_GRAINS ? 1 : 0;
        tail.firstFree = Math.min(PAGE_GRAINS, nextFree(last * PAGE_GRAINS + to) - last * PAGE_GRAINS);
        if (to == PAGE_GRAINS) {
            tail.setFull();
        } else {
            tail.scan = to > tail.scanStart ? 0 : tail.scan;
            tail.left = 0;
            if (to > tail.contigStart) {
                rescan(last);
            } else {
                tail.right = Math.min(tail.right, PAGE_GRAINS - to);
            }
        }
        emptyDelta -= last - first - 1;
        for (int block = first + 1; block < last; block++) {
            blocks[block].setFull();
        }
    }

    /** Hints after a free (Linux: {@code pcpu_block_update_hint_free}). */
    private void freed(int at, int length) {
        int first = at / PAGE_GRAINS;
        int last = (at + length - 1) / PAGE_GRAINS;
        int firstBase = first * PAGE_GRAINS;
        int lastBase = last * PAGE_GRAINS;
        int start = freeFrom(firstBase, at) - firstBase;
        int end = Math.min(PAGE_GRAINS, nextUsed(at + length) - lastBase);
        int headEnd = first == last ? end : PAGE_GRAINS;
        emptyDelta += start == 0 && headEnd == PAGE_GRAINS ? 1 : 0;
        blocks[first].learn(start, headEnd);
        if (first != last) {
            emptyDelta += end == PAGE_GRAINS ? 1 : 0;
            blocks[last].learn(0, end);
            emptyDelta += last - first - 1;
            for (int block = first + 1; block < last; block++) {
                blocks[block].setFree();
            }
        }
        if (end - start >= PAGE_GRAINS || first != last) {
            whole.contig = 0;
            rescanWhole(whole.firstFree);
        } else {
            whole.learn(firstBase + start, lastBase + end);
        }
    }

    /**
     * Looks through a page whose longest run was broken (Linux: {@code pcpu_block_refresh_hint}). The runs at its ends are counted anew,
     * which Linux leaves out where the second longest run is at hand: docs/decisions, per-CPU hints.
     */
    private void rescan(int index) {
        HintBlock block = blocks[index];
        int base = index * PAGE_GRAINS;
        int at = base + block.promoteScan();
        int limit = base + PAGE_GRAINS;
        block.left = Math.min(PAGE_GRAINS, nextUsed(base) - base);
        block.right = limit - freeFrom(base, limit);
        for (int start = used.nextClearBit(at); start < limit; start = used.nextClearBit(at)) {
            at = Math.min(limit, nextUsed(start));
            block.learn(start - base, at - base);
        }
    }

    /** Looks through the pages' hints for the chunk's longest run (Linux: {@code pcpu_chunk_refresh_hint}). */
    private void rescanWhole(int from) {
        int at = from;
        while (runs.nextFree(at)) {
            whole.learn(runs.start(), runs.start() + runs.length());
            at = runs.start() + runs.length() + 1;
        }
    }

    /** By how much the number of pages without allocations has changed since the last call. */
    int takeEmptyDelta() {
        int delta = emptyDelta;
        emptyDelta = 0;
        return delta;
    }

    /** Whether a page has no allocation. */
    boolean isEmptyPage(int page) {
        return blocks[page].contig == PAGE_GRAINS;
    }

    /** Hints of a page. */
    HintBlock block(int page) {
        return blocks[page];
    }

    /** Hints of the chunk. */
    HintBlock whole() {
        return whole;
    }

    /** The grains in use; read only. */
    BitSet used() {
        return used;
    }

    /** The ends of allocations; read only. */
    BitSet bounds() {
        return bounds;
    }

    /** Grains in all. */
    int grains() {
        return grains;
    }
}
