package org.mmlab.kit.machine;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.memory.FrameBytes;
import org.mmlab.virtual.frame.FrameContents;

/** The bytes of frames, over the kernel's port of the bus. On a machine without contents only zero frames are told from others. */
final class MachineBytes implements FrameBytes, FrameContents {
    private static final byte[] ZEROS = new byte[Addresses.PAGE_SIZE];

    private final PhysicalMemory memory;
    private final BusPort port;
    private final boolean kept;

    MachineBytes(PhysicalMemory memory, BusPort port) {
        this.memory = memory;
        this.port = port;
        this.kept = port.ram().contents() == Contents.FULL;
    }

    private @PhysAddr long at(@FrameIndex int frame, int offset) {
        return Addresses.physOf(memory.pfnOf(frame), offset);
    }

    @Override
    public void read(@FrameIndex int frame, int offset, byte[] to, int from, int count) {
        port.read(at(frame, offset), to, from, count);
    }

    @Override
    public void write(@FrameIndex int frame, int offset, byte[] bytes, int from, int count) {
        port.write(at(frame, offset), bytes, from, count);
    }

    @Override
    public void zero(@FrameIndex int frame, int offset, int count) {
        if (count == Addresses.PAGE_SIZE) {
            zero(frame);
        } else {
            port.write(at(frame, offset), ZEROS, 0, count);
        }
    }

    @Override
    public boolean kept() {
        return kept;
    }

    @Override
    public void copy(@FrameIndex int from, @FrameIndex int to) {
        port.copyFrame(memory.pfnOf(from), memory.pfnOf(to));
    }

    @Override
    public void zero(@FrameIndex int frame) {
        port.zeroFrame(memory.pfnOf(frame));
    }

    @Override
    public boolean isZero(@FrameIndex int frame) {
        return port.isZeroFrame(memory.pfnOf(frame));
    }

    @Override
    public void restored(@FrameIndex int frame) {
        port.wrote(at(frame, 0));
    }
}
