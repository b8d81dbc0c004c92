package org.mmlab.virtual.tlb;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.link.Swap;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * One change of the entries of one address space: collects what must be flushed and which frames lost a mapping, and frees
 * frames after the flush, never before (Linux: {@code struct mmu_gather}).
 *
 * <p>Use: {@link #open}, any mix of {@link #changed} and {@link #release}, {@link #close}. A full batch flushes by itself. Used
 * again and again; allocates nothing.
 */
public final class TlbGather {
    /** Frames that one batch holds (Linux: {@code MAX_GATHER_BATCH} and {@code MAX_GATHER_BATCH_COUNT} allow about as many). */
    static final int BATCH = 10_000;

    private static final long NOTHING = -1;

    /**
     * Whether LRU batches take effect before entries are removed and again before frames are freed (Linux until 6.12:
     * {@code lru_add_drain} in {@code unmap_region}, {@code zap_page_range_single}, {@code free_pages_and_swap_cache}).
     */
    public enum Batches {
        /** They do: unmapping. */
        DRAINED,
        /** They wait: copy-on-write, reverse mapping. */
        LEFT
    }

    private final Frames frames;
    private final Lru lru;
    private final Batches batches;
    private final FrameTable table;
    private final Swap swap;
    private final TlbFlush flush;
    private final int[] pending = new int[BATCH];
    private int count;
    private @Nullable MmPages mm;
    private boolean whole;
    private long first = NOTHING;
    private long last;
    private int shift;

    /** A gather, closed. */
    public TlbGather(Paging paging, TlbFlush flush, Batches batches) {
        this.frames = paging.frames();
        this.table = paging.table();
        this.swap = paging.swap();
        this.lru = paging.lru();
        this.batches = batches;
        this.flush = flush;
    }

    /** Begins a change of {@code mm}'s entries. */
    public void open(MmPages changing) {
        if (mm != null) {
            throw new IllegalStateException(
                    "a TLB gather for address space " + mm.mm().id() + " is open; close it first");
        }
        mm = changing;
        whole = false;
    }

    /** {@link #open}, after the LRU batches took effect where this gather drains them. */
    public void openDrained(MmPages changing) {
        if (batches == Batches.DRAINED) {
            lru.drain();
        }
        open(changing);
    }

    /** Says that the whole address space goes: one flush of everything at the end (Linux: {@code fullmm}). */
    public void wholeSpace() {
        whole = true;
    }

    /** A present base entry was removed or lost a right. */
    public void changed(long page) {
        changed(page, 1, Addresses.PAGE_SHIFT);
    }

    /** Present entries for {@code pages} base pages from {@code page} were removed or lost a right. */
    public void changed(long page, long pages, int pageShift) {
        if (first == NOTHING) {
            first = page;
            last = page + pages - 1;
            shift = pageShift;
        } else {
            first = Math.min(first, page);
            last = Math.max(last, page + pages - 1);
            shift = Math.min(shift, pageShift);
        }
    }

    /** Drops, after the flush, the reference that a removed mapping held. */
    public void release(@FrameIndex int frame) {
        if (count == BATCH) {
            flush();
        }
        pending[count++] = Addresses.rawFrame(frame);
    }

    /** Flushes what was collected and frees the frames; the change goes on. */
    public void flush() {
        flushTlb();
        if (count > 0 && batches == Batches.DRAINED) {
            lru.drain();
        }
        for (int i = 0; i < count; i++) {
            putUnmapped(Addresses.frame(pending[i]));
        }
        count = 0;
    }

    private void flushTlb() {
        MmPages of = mm;
        if (first == NOTHING || of == null) {
            return;
        }
        long pages = last - first + 1;
        if (whole) {
            flush.all(of);
        } else {
            flush.range(of, first, pages, shift);
        }
        first = NOTHING;
    }

    /** Ends the change: flushes and frees. */
    public void close() {
        flush();
        mm = null;
    }

    /** With the last mapping goes the swap cache's copy, if no entry needs it (Linux: {@code free_swap_cache}). */
    private void putUnmapped(@FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        if (table.has(head, FrameFlag.SWAPCACHE) && table.mapcount(head) == 0) {
            swap.freeCache(head);
        }
        frames.put(head);
    }
}
