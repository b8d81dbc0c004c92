package org.mmlab.lab.conform.boot;

import org.mmlab.physical.hotplug.BlockFrames;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.zone.Zone;

/** Blocks of a machine without metadata of frames: only the number of managed frames changes, and every block can be emptied. */
final class CountedFrames implements BlockFrames {
    @Override
    public boolean plug(MemoryBlock block) {
        return true;
    }

    @Override
    public void unplug(MemoryBlock block) {
        // there is no metadata
    }

    @Override
    public void host(Zone zone, long start, long end) {
        // present frames are counted by the caller
    }

    @Override
    public void unhost(Zone zone, long start, long end) {
        // as above
    }

    @Override
    public void join(Zone zone, long start, long end) {
        zone.setManaged(zone.managedFrames() + end - start);
    }

    @Override
    public void release(Zone zone, long start, long end) {
        // there is no allocator
    }

    @Override
    public String withdraw(Zone zone, long start, long end) {
        zone.setManaged(zone.managedFrames() - (end - start));
        return "";
    }
}
