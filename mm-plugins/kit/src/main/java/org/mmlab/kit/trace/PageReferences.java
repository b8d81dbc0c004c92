package org.mmlab.kit.trace;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * References cut at page boundaries: one event for every page that a reference touches, lowest page first.
 *
 * <p>A reference that crosses a boundary counts for both pages, as in the PGT1 recordings. Confined to one thread.
 */
public final class PageReferences implements AutoCloseable {

    /** Binary logarithm of the page size, 4096 bytes. */
    public static final int PAGE_SHIFT = 12;

    private static final int BATCH = 1024;

    private final ReferenceReader references;
    /** The same reader, where there is nothing to cut. */
    private final @Nullable PageTouchReader uncut;

    private final long[] addresses = new long[BATCH];
    private final byte[] kinds = new byte[BATCH];
    private final int[] sizes = new int[BATCH];
    private int next;
    private int count;

    /** Pages of the reference at {@code next} that were handed out already. */
    private int pagesDone;

    /**
     * Cuts what a reader delivers.
     *
     * @param references the reader, closed with this one
     */
    public PageReferences(ReferenceReader references) {
        this.references = references;
        this.uncut = references instanceof PageTouchReader ? (PageTouchReader) references : null;
    }

    /**
     * Reads the next page touches into the front of the arrays.
     *
     * @param pages receives page numbers (address divided by 4096, unsigned)
     * @param masks receives {@link AccessMask} bits
     * @param max most touches wanted, from 1 to the length of the shorter array
     * @return number read; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged or not of its format
     */
    public int read(long[] pages, byte[] masks, int max) {
        return uncut == null ? cut(pages, masks, max) : uncut.readPages(pages, masks, max);
    }

    private int cut(long[] pages, byte[] masks, int max) {
        int filled = 0;
        while (filled < max) {
            if (next == count && !refill()) {
                break;
            }
            long first = addresses[next] >>> PAGE_SHIFT;
            long last = (addresses[next] + sizes[next] - 1) >>> PAGE_SHIFT;
            long page = first + pagesDone;
            pages[filled] = page;
            masks[filled] = kinds[next];
            filled++;
            if (page == last) {
                next++;
                pagesDone = 0;
            } else {
                pagesDone++;
            }
        }
        return filled;
    }

    private boolean refill() {
        count = references.read(addresses, kinds, sizes, BATCH);
        next = 0;
        return count > 0;
    }

    @Override
    public void close() {
        references.close();
    }
}
