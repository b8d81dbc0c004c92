package org.mmlab.kit.trace.pgt;

/** What the events of a PGT1 file are. */
public enum Pgt1Kind {
    /** Maximal runs of consecutive references to one page; the mask of an event is that of all references of its run. */
    RUNS("runs"),
    /** Those runs only that miss in a 16-entry LRU, a small TLB; the mask is that of the first reference. */
    LRU16_FILTERED("lru16-filtered");

    private final String word;

    Pgt1Kind(String word) {
        this.word = word;
    }

    /** The word that stands for the kind in a header. */
    public String word() {
        return word;
    }
}
