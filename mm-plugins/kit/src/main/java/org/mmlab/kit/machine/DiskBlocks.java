package org.mmlab.kit.machine;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.hardware.disk.Disk;
import org.mmlab.hardware.disk.DiskListener;
import org.mmlab.hardware.disk.DiskOperation;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.io.PageDevice;

/** A disk of the machine as the page cache and swap see it. */
final class DiskBlocks implements PageDevice {
    private final Disk disk;
    private final PhysicalMemory memory;

    DiskBlocks(Disk disk, PhysicalMemory memory) {
        this.disk = disk;
        this.memory = memory;
    }

    @Override
    public long blocks() {
        return disk.blocks();
    }

    @Override
    public long read(long block, @FrameIndex int frame) {
        return disk.submit(DiskOperation.READ, block, memory.pfnOf(frame), DiskListener.NONE);
    }

    @Override
    public long write(long block, @FrameIndex int frame) {
        return disk.submit(DiskOperation.WRITE, block, memory.pfnOf(frame), DiskListener.NONE);
    }

    @Override
    public void discard(long block) {
        disk.discard(block);
    }
}
