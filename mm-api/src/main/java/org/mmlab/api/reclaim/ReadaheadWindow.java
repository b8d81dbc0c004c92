package org.mmlab.api.reclaim;

/** The answer of a {@link Readahead} policy: which pages to bring in. Filled in place; no allocation a call. */
public final class ReadaheadWindow {
    /** No page carries the marker. */
    public static final long NO_MARKER = -1;

    private long start;
    private int pages;
    private long marker;
    private int order;

    /** An empty window. */
    public ReadaheadWindow() {}

    /** Brings in nothing. */
    public void none() {
        set(0, 0, NO_MARKER, 0);
    }

    /**
     * Brings in pages {@code start} to {@code start + pages - 1}; those present and those past the end of the file are left out.
     *
     * @param marker the page that starts the next window when it is read, or {@link #NO_MARKER}
     * @param order log2 of the greatest folio to read with, where the file system has large folios
     */
    public void set(long start, int pages, long marker, int order) {
        this.start = start;
        this.pages = pages;
        this.marker = marker;
        this.order = order;
    }

    /** First page. */
    public long start() {
        return start;
    }

    /** Number of pages; 0 = none. */
    public int pages() {
        return pages;
    }

    /** The page that carries the marker. */
    public long marker() {
        return marker;
    }

    /** log2 of the greatest folio. */
    public int order() {
        return order;
    }
}
