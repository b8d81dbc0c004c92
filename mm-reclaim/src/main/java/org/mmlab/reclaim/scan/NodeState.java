package org.mmlab.reclaim.scan;

/** What reclaim remembers of a node between rounds (Linux: the {@code kswapd_} fields and flags of {@code pg_data_t}). */
public final class NodeState {
    /** kswapd met only pages in writeback: it waits for some of them now (Linux: {@code PGDAT_WRITEBACK}). */
    public boolean writebackAtTail;
    /** kswapd met only dirty pages that nobody writes: it writes them itself now (Linux: {@code PGDAT_DIRTY}). */
    public boolean dirtyAtTail;
    /** Dirty pages reach the tail again before their writeback ends: direct reclaim slows down. */
    public boolean congested;
    /** Rounds in a row in which kswapd freed nothing. */
    public int failures;

    /** Nothing remembered. */
    public NodeState() {}

    /** The node is balanced: no reason to be careful. */
    public void clearCongestion() {
        writebackAtTail = false;
        dirtyAtTail = false;
        congested = false;
    }
}
