package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;

/** What a {@link SwapBackend} may use: a device of page-sized blocks, the clock, and the bytes of frames. */
public interface SwapContext {
    /** Size of the area in pages. */
    long pages();

    /** The virtual clock. */
    long nowNs();

    /** Reads a block of the area's device; returns when that is done, in nanoseconds of the virtual clock. */
    long deviceRead(long block, @FrameIndex int frame);

    /** Writes a block of the area's device; returns when that is done. */
    long deviceWrite(long block, @FrameIndex int frame);

    /** Whether frames have contents; if not, nothing needs to be kept. */
    boolean contentsKept();

    /** Copies the bytes of a frame out. */
    void load(@FrameIndex int frame, byte[] to);

    /** Copies bytes into a frame. */
    void store(@FrameIndex int frame, byte[] from);
}
