package org.mmlab.reclaim.scan;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanContext;
import org.mmlab.api.reclaim.ScanControl;

/** A node's pages for a shrinker that chooses them one by one. */
public interface NodeLists extends ScanContext {
    /** Whether a page lies in a zone that helps. */
    boolean eligible(@FrameIndex int frame, ScanControl control);

    /** Takes a given page off its list. */
    void take(@FrameIndex int frame, ScanBatch into);

    /** As {@link #evict}, without a look at references: the choice is made. */
    long evictChosen(ScanBatch batch, ScanControl control);
}
