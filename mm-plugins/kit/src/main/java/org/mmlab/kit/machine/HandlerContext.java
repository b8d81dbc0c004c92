package org.mmlab.kit.machine;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.api.virtual.FaultContext;

/** A machine as its fault handler sees it. */
record HandlerContext(VirtualClock clock, long seed, MachineBytes bytes) implements FaultContext {
    @Override
    public void write(@FrameIndex int frame, int offset, byte[] from, int start, int count) {
        bytes.write(frame, offset, from, start, count);
    }

    @Override
    public void read(@FrameIndex int frame, int offset, byte[] to, int start, int count) {
        bytes.read(frame, offset, to, start, count);
    }
}
