package org.mmlab.reclaim.lru;

import org.mmlab.api.address.qual.FrameIndex;

/** Hears which pages can be evicted, for a replacement policy that keeps an order of its own. */
public interface LruMembers {
    /** Nobody wants to know: the lists themselves are the policy. */
    LruMembers NONE = new LruMembers() {
        @Override
        public void entered(@FrameIndex int frame) {}

        @Override
        public void left(@FrameIndex int frame) {}

        @Override
        public void used(@FrameIndex int frame) {}

        @Override
        public void swapped(@FrameIndex int frame, int entry) {}
    };

    /** A page can be evicted from now on. */
    void entered(@FrameIndex int frame);

    /** A page was freed, locked or taken away; not told of pages that reclaim itself isolates. */
    void left(@FrameIndex int frame);

    /** A page was used by a system call. */
    void used(@FrameIndex int frame);

    /** A page got a swap entry, under which it may come back. */
    void swapped(@FrameIndex int frame, int entry);
}
