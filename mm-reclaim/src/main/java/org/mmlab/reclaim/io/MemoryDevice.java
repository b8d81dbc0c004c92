package org.mmlab.reclaim.io;

import java.util.HashMap;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.memory.FrameBytes;

/**
 * A device of memory with a fixed time for a request: what remains of a disk when its mechanics are left out. With latency 0
 * every request is done at once.
 */
public final class MemoryDevice implements PageDevice {
    private final long blocks;
    private final long latencyNs;
    private final VirtualClock clock;
    private final FrameBytes bytes;
    private final Map<Long, byte[]> contents = new HashMap<>();

    /** A device of {@code blocks} blocks whose requests take {@code latencyNs} nanoseconds. */
    public MemoryDevice(long blocks, long latencyNs, VirtualClock clock, FrameBytes bytes) {
        this.blocks = blocks;
        this.latencyNs = latencyNs;
        this.clock = clock;
        this.bytes = bytes;
    }

    @Override
    public long blocks() {
        return blocks;
    }

    @Override
    public long read(long block, @FrameIndex int frame) {
        if (bytes.kept()) {
            byte[] stored = contents.get(block);
            if (stored == null) {
                bytes.zero(frame, 0, Addresses.PAGE_SIZE);
            } else {
                bytes.write(frame, 0, stored, 0, Addresses.PAGE_SIZE);
            }
        }
        return clock.nowNs() + latencyNs;
    }

    @Override
    public long write(long block, @FrameIndex int frame) {
        if (bytes.kept()) {
            bytes.read(
                    frame,
                    0,
                    contents.computeIfAbsent(block, key -> new byte[Addresses.PAGE_SIZE]),
                    0,
                    Addresses.PAGE_SIZE);
        }
        return clock.nowNs() + latencyNs;
    }

    @Override
    public void discard(long block) {
        contents.remove(block);
    }
}
