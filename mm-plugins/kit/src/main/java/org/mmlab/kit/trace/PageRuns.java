package org.mmlab.kit.trace;

/**
 * The pages of a reference stream with consecutive repeats merged: what PGT1 calls {@code runs}.
 *
 * <p>As keys, the page of each run; with {@link #read(long[], byte[], int)} also what was done to it, all accesses of the
 * run or-ed. Confined to one thread.
 */
public final class PageRuns implements KeyReader {

    private static final int BATCH = 1024;

    private final PageReferences touches;
    private final long[] pages = new long[BATCH];
    private final byte[] kinds = new byte[BATCH];
    private final byte[] unused = new byte[BATCH];
    private int next;
    private int count;

    /**
     * Merges what a reader delivers.
     *
     * @param references the reader, closed with this one
     */
    public PageRuns(ReferenceReader references) {
        this.touches = new PageReferences(references);
    }

    @Override
    public int read(long[] keys, int max) {
        return read(keys, unused, Math.min(max, BATCH));
    }

    /**
     * Reads the next runs into the front of the arrays.
     *
     * @param runPages receives the page of each run
     * @param masks receives the {@link AccessMask} bits of all accesses of the run
     * @param max most runs wanted, from 1 to the length of the shorter array
     * @return number read; 0 at the end of the trace and only there
     * @throws TraceException if the trace is damaged or not of its format
     */
    public int read(long[] runPages, byte[] masks, int max) {
        int filled = 0;
        while (filled < max && (next < count || refill())) {
            long page = pages[next];
            int mask = kinds[next++];
            while ((next < count || refill()) && pages[next] == page) {
                mask |= kinds[next++];
            }
            runPages[filled] = page;
            masks[filled] = (byte) mask;
            filled++;
        }
        return filled;
    }

    private boolean refill() {
        count = touches.read(pages, kinds, BATCH);
        next = 0;
        return count > 0;
    }

    @Override
    public void close() {
        touches.close();
    }
}
