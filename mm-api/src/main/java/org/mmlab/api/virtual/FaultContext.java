package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.time.VirtualClock;

/** What a {@link FaultHandler} may use of its machine. */
public interface FaultContext {
    /** The machine's clock; a handler that waits advances it. */
    VirtualClock clock();

    /** The machine's seed, for handlers that need randomness. */
    long seed();

    /** Writes bytes into a frame; nothing happens on a machine that keeps no contents. */
    void write(@FrameIndex int frame, int offset, byte[] bytes, int from, int count);

    /** Reads bytes of a frame; zeroes on a machine that keeps no contents. */
    void read(@FrameIndex int frame, int offset, byte[] to, int from, int count);
}
