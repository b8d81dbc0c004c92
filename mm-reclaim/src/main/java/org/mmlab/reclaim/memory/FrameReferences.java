package org.mmlab.reclaim.memory;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/** Takes and drops references to frames; the last one dropped frees the frame (Linux: {@code folio_get}, {@code folio_put}). */
public final class FrameReferences {
    private final FrameTable table;
    private final FramePool pool;
    private LastDrop lastDrop = frame -> {};

    /** Over the machine's frames. */
    public FrameReferences(FrameTable table, FramePool pool) {
        this.table = table;
        this.pool = pool;
    }

    /** Says who takes a frame off its LRU list before it is freed; called once by the LRU lists when they are made. */
    public void onLastDrop(LastDrop lastDrop) {
        this.lastDrop = lastDrop;
    }

    /** Takes a reference. */
    public void get(@FrameIndex int frame) {
        table.addRef(frame, 1);
    }

    /** Drops a reference; frees the frame when it was the last. */
    public void put(@FrameIndex int frame) {
        int left = table.addRef(frame, -1);
        if (left == 0) {
            lastDrop.leaving(frame);
            table.clear(frame, FrameFlag.OF_CONTENTS);
            table.clearMapping(frame);
            pool.free(frame);
        } else if (left < 0) {
            throw new IllegalStateException(
                    "frame " + Addresses.rawFrame(frame) + " lost a reference that nobody held: count is " + left);
        }
    }

    /** Takes a frame that is about to be freed off whatever list it is on. */
    public interface LastDrop {
        /** The last reference to {@code frame} is gone. */
        void leaving(@FrameIndex int frame);
    }
}
