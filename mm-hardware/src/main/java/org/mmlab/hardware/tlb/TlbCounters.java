package org.mmlab.hardware.tlb;

/** What a TLB did. */
public final class TlbCounters {
    long smallHits;
    long largeHits;
    long giantHits;
    long secondHits;
    long misses;
    long fills;
    long pageFlushes;
    long asidFlushes;
    long rangeFlushes;
    long fullFlushes;

    TlbCounters() {}

    /** Hits in the first-level array of small pages. */
    public long smallHits() {
        return smallHits;
    }

    /** Hits in the array of large pages. */
    public long largeHits() {
        return largeHits;
    }

    /** Hits in the array of giant pages. */
    public long giantHits() {
        return giantHits;
    }

    /** Misses of the first level that hit the second. */
    public long secondHits() {
        return secondHits;
    }

    /** Look-ups that hit at any level. */
    public long hits() {
        return smallHits + largeHits + giantHits + secondHits;
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
