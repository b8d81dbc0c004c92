package org.mmlab.hardware.tlb;

/** What a TLB did. */
public final class TlbCounters {
    private final TlbArray small;
    private final TlbArray large;
    private final TlbArray giant;
    private final TlbArray second;
    long misses;
    long fills;
    long pageFlushes;
    long asidFlushes;
    long rangeFlushes;
    long fullFlushes;

    TlbCounters(TlbArray small, TlbArray large, TlbArray giant, TlbArray second) {
        this.small = small;
        this.large = large;
        this.giant = giant;
        this.second = second;
    }

    /** Hits in the first-level array of small pages. */
    public long smallHits() {
        return small.hits();
    }

    /** Hits in the array of large pages. */
    public long largeHits() {
        return large.hits();
    }

    /** Hits in the array of giant pages. */
    public long giantHits() {
        return giant.hits();
    }

    /** Misses of the first level that hit the second. */
    public long secondHits() {
        return second.hits();
    }

    /** Look-ups that hit at any level. */
    public long hits() {
        return smallHits() + largeHits() + giantHits() + secondHits();
    }

    /** Look-ups that hit nowhere. */
    public long misses() {
        return misses;
    }

    /** Translations stored. */
    public long fills() {
        return fills;
    }

    /** Single pages flushed. */
    public long pageFlushes() {
        return pageFlushes;
    }

    /** Flushes of one address space. */
    public long asidFlushes() {
        return asidFlushes;
    }

    /** Flushes of an address range. */
    public long rangeFlushes() {
        return rangeFlushes;
    }

    /** Flushes of everything. */
    public long fullFlushes() {
        return fullFlushes;
    }
}
