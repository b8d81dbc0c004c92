package org.mmlab.reclaim.swap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.reclaim.SwapContext;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.io.PageDevice;
import org.mmlab.reclaim.memory.FrameBytes;

/** A swap area on a device of page-sized blocks. */
public final class DeviceSwapContext implements SwapContext {
    private final long pages;
    private final PageDevice device;
    private final VirtualClock clock;
    private final FrameBytes bytes;

    /** An area of {@code pages} pages from the start of {@code device}. */
    public DeviceSwapContext(long pages, PageDevice device, VirtualClock clock, FrameBytes bytes) {
        if (pages > device.blocks()) {
            throw new IllegalArgumentException("a swap area of " + pages + " pages does not fit on a device of "
                    + device.blocks() + " blocks; make the disk larger or the area smaller");
        }
        this.pages = pages;
        this.device = device;
        this.clock = clock;
        this.bytes = bytes;
    }

    @Override
    public long pages() {
        return pages;
    }

    @Override
    public long nowNs() {
        return clock.nowNs();
    }

    @Override
    public long deviceRead(long block, @FrameIndex int frame) {
        return device.read(block, frame);
    }

    @Override
    public long deviceWrite(long block, @FrameIndex int frame) {
        return device.write(block, frame);
    }

    @Override
    public boolean contentsKept() {
        return bytes.kept();
    }

    @Override
    public void load(@FrameIndex int frame, byte[] to) {
        bytes.read(frame, 0, to, 0, Addresses.PAGE_SIZE);
    }

    @Override
    public void store(@FrameIndex int frame, byte[] from) {
        bytes.write(frame, 0, from, 0, Addresses.PAGE_SIZE);
    }
}
