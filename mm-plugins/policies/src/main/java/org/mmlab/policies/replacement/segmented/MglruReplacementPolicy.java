package org.mmlab.policies.replacement.segmented;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/**
 * The generations of Linux's multi-generational LRU, for pages of one kind that are used through page tables (Linux: {@code
 * mm/vmscan.c}, {@code struct lru_gen_folio}). Pages stand in two to four generations. A page that a fault brings in enters the youngest. <i>Aging</i>, when the
 * eviction has come close to the youngest generations, moves what was accessed since the last time to the youngest and begins a new one
 * ({@code inc_max_seq}, {@code walk_mm}). <i>Eviction</i> takes from the tail of the oldest; a page that turns out to be accessed
 * there goes to the youngest ({@code evict_folios}). An oldest generation without pages ends ({@code try_to_inc_min_seq}).
 *
 * <p>Aging costs O(pages), and is due after a share of them was evicted; else every operation is O(1).
 *
 * <p>Deviations, since a pool has pages of one kind, and their accessed bits alone: anonymous and file pages are not balanced; no
 * tiers, which order pages by their uses through file descriptors; aging looks at every page, as the kernel's first walk does, while later
 * ones skip page tables by a Bloom filter; eviction looks at one page and not around it.
 */
@PolicySpec(
        name = "mglru",
        doc =
                "generations by accessed bits, over pages of one kind: no tiers, no anon/file balance (Linux mm/vmscan.c)")
public final class MglruReplacementPolicy implements ReplacementPolicy {
    /** Linux: {@code MIN_NR_GENS}. */
    private static final int MIN_GENERATIONS = 2;
    /** Linux: {@code MAX_NR_GENS}. */
    private static final int MAX_GENERATIONS = 4;

    private IndexLists lists = new IndexLists(0, IndexLists.Checks.OFF);
    private final int[] generation = new int[MAX_GENERATIONS];
    private byte[] listOf = new byte[0]; // by frame: a subscript of 'generation'
    private @MonotonicNonNull ReplacementContext context;
    private long oldest; // min_seq
    private long youngest = MIN_GENERATIONS + 1; // max_seq
    private int resident;

    /** Four empty generations, once attached. */
    public MglruReplacementPolicy() {}

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    public void attach(ReplacementContext newContext) {
        context = newContext;
        lists = new IndexLists(newContext.frames(), IndexLists.Checks.OFF);
        for (int i = 0; i < MAX_GENERATIONS; i++) {
            generation[i] = lists.newList("generation " + i);
        }
        listOf = new byte[newContext.frames()];
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        int i = Addresses.rawFrame(frame);
        if (i >= listOf.length) {
            int size = Math.max(i + 1, listOf.length * 2);
            listOf = Arrays.copyOf(listOf, size);
            lists.ensureCapacity(size);
        }
        add(i, youngest);
        resident++;
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        // Accesses show in the reference bit, which aging and eviction ask for.
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        if (resident == 0) {
            return Addresses.NO_FRAME;
        }
        if (isAgingDue()) {
            age();
        }
        // The bits that are found set are cleared, so that a second round finds none.
        for (int looks = 2 * resident; looks > 0; looks--) {
            endEmptyGenerations();
            int tail = lists.last(listAt(oldest));
            if (tail == IndexLists.NONE) {
                age();
                continue;
            }
            if (!context().testAndClearReferenced(Addresses.frame(tail))) {
                return Addresses.frame(tail);
            }
            move(tail, youngest);
        }
        endEmptyGenerations();
        return anyFromOldest();
    }

    private @FrameIndex int anyFromOldest() {
        for (long seq = oldest; seq <= youngest; seq++) {
            int tail = lists.last(listAt(seq));
            if (tail != IndexLists.NONE) {
                return Addresses.frame(tail);
            }
        }
        return Addresses.NO_FRAME;
    }

    /** Linux: {@code should_run_aging}: the least number of generations is left, or one more and they are of unlike sizes. */
    private boolean isAgingDue() {
        if (oldest + MIN_GENERATIONS > youngest) {
            return true;
        }
        if (oldest + MIN_GENERATIONS < youngest) {
            return false;
        }
        long young = lists.size(listAt(youngest));
        long old = lists.size(listAt(oldest));
        return young * MIN_GENERATIONS > resident || old * (MIN_GENERATIONS + 2) < resident;
    }

    /** What was accessed becomes young, and a younger generation begins; the two oldest become one where there were four. */
    private void age() {
        for (long seq = youngest; seq >= oldest; seq--) { // the youngest first: what moves there has been asked
            int before = lists.first(listAt(seq));
            for (int at = before; at != IndexLists.NONE; at = before) {
                before = lists.next(at);
                if (context().testAndClearReferenced(Addresses.frame(at)) && seq != youngest) {
                    move(at, youngest);
                }
            }
        }
        if (youngest - oldest + 1 == MAX_GENERATIONS) {
            // As inc_min_seq does, which turns their order round: tails go to the tail, one by one.
            for (int at = lists.pollLast(listAt(oldest)); at != IndexLists.NONE; at = lists.pollLast(listAt(oldest))) {
                listOf[at] = (byte) subscript(oldest + 1);
                lists.addLast(listAt(oldest + 1), at);
            }
            oldest++;
        }
        youngest++;
    }

    /** Linux: {@code try_to_inc_min_seq}. */
    private void endEmptyGenerations() {
        while (oldest + MIN_GENERATIONS <= youngest && lists.size(listAt(oldest)) == 0) {
            oldest++;
        }
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        removed(frame, page);
    }

    /** Linux: rejected folios do not go back to the oldest generation. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        move(Addresses.rawFrame(frame), youngest);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        int i = Addresses.rawFrame(frame);
        lists.remove(generation[listOf[i]], i);
        resident--;
    }

    private void move(int frame, long seq) {
        lists.remove(generation[listOf[frame]], frame);
        add(frame, seq);
    }

    private void add(int frame, long seq) {
        listOf[frame] = (byte) subscript(seq);
        lists.addFirst(listAt(seq), frame);
    }

    private int listAt(long seq) {
        return generation[subscript(seq)];
    }

    private static int subscript(long seq) {
        return (int) (seq % MAX_GENERATIONS);
    }

    private ReplacementContext context() {
        if (context == null) {
            throw new IllegalStateException("policy 'mglru' is used before it was attached");
        }
        return context;
    }
}
