package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;

/**
 * One node as a {@link ScanningPolicy} sees it: its LRU lists and what can be done with their pages. Implemented by the mechanism,
 * which keeps the counters and the contracts (an isolated page is put back or gone, a dirty page is written before it is dropped).
 * Sizes are in frames; a compound page counts as many as it has.
 */
public interface ScanContext {
    /** The node. */
    int node();

    /** Size of a list. */
    long size(LruList list);

    /** Size of the part of a list in zones up to {@code highestZone}. */
    long eligible(LruList list, int highestZone);

    /** Free frames of the node's zones. */
    long freeFrames();

    /** Sum of the high watermarks of the node's zones. */
    long highWatermark();

    /** Whether anonymous pages can go at all: some swap is free. */
    boolean canSwap();

    /** Whether there is any swap: active anonymous pages are aged then. */
    boolean hasSwap();

    /** How willingly anonymous pages go rather than file pages, 0 to 200 ({@code vm.swappiness}). */
    int swappiness();

    /** Recent cost of reclaiming anonymous or file pages. */
    long cost(boolean file);

    /** Notes what reclaiming cost: pages written, and pages looked at in vain. */
    void noteCost(boolean file, long io, long rotated);

    /** Refaults of a kind that were activated, so far. */
    long activations(boolean file);

    /** What {@link #activations} was at the end of the last reclaim. */
    long activationsBefore(boolean file);

    /** Lets batched changes of the lists take effect. */
    void drain();

    /**
     * Takes frames off the tail of a list: {@code most} frames are looked at, of eligible zones; those that may not be taken go to
     * the head.
     *
     * @return frames looked at, the ones of other zones included
     */
    long isolate(LruList list, long most, ScanControl control, ScanBatch into);

    /** Whether an isolated page may be evicted at all: it is not locked into memory. */
    boolean evictable(@FrameIndex int frame);

    /** Accessed bits of a page's mappings, cleared by this: {@code ReverseMap.referenced}. */
    int referenced(@FrameIndex int frame);

    /** An isolated active page shall go back to the inactive list, marked as one of the working set. */
    void deactivate(@FrameIndex int frame);

    /**
     * Tries to evict isolated pages (Linux: {@code shrink_folio_list}): referenced ones are kept or activated, dirty ones written,
     * the others unmapped and freed.
     *
     * @param batch the pages; on return those that are left, activated where that was decided
     * @return frames freed
     */
    long evict(ScanBatch batch, ScanControl control);

    /** Puts isolated pages back at the head of the list that they belong to now; returns how many frames. */
    long putBack(ScanBatch batch);

    /** Dirty pages were found that nobody is writing: the flusher should. */
    void wakeFlusher();

    /** Counts events. */
    void count(VmEvent event, long delta);
}
