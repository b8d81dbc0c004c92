package org.mmlab.reclaim.io;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * A block device in units of a page. Contents move when a request is made; the time at which it ends is what is simulated.
 * Confined to the machine's thread.
 */
public interface PageDevice {
    /** Number of blocks of a page each. */
    long blocks();

    /**
     * Reads a block into a frame; a block that was never written is zero. Requests for consecutive blocks are one transfer.
     *
     * @return when it is done, in nanoseconds of the virtual clock; not before now
     */
    long read(long block, @FrameIndex int frame);

    /** Writes a frame to a block; returns when it is done, in nanoseconds of the virtual clock. */
    long write(long block, @FrameIndex int frame);

    /** Says that nobody needs a block any more. */
    void discard(long block);
}
