package org.mmlab.lab.conform.buddy;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.lab.conform.buddy.PagemapRecord.Run;
import org.mmlab.lab.conform.buddy.PagemapRecord.State;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Pages that are on their way to the LRU lists, in the batches of a CPU, when a script starts. They look like pages in other use, but lie in
 * movable pageblocks, where the kernel's own do not. The allocation of a range empties these batches before it moves pages (Linux:
 * {@code lru_cache_disable}), so that ranges allocated later find them movable.
 */
final class LruBatches {
    private final PhysicalMemory memory;
    private final List<Integer> onTheirWay = new ArrayList<>();

    LruBatches(ScriptStart start, PhysicalMemory memory) {
        this.memory = memory;
        start.pagemaps().forEach(map -> map.runs().forEach(this::note));
    }

    private void note(Run run) {
        if (run.state() != State.USED) {
            return;
        }
        for (long pfn = run.start(); pfn < run.end(); pfn++) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            if (memory.zoneOf(frame).pageblockType(frame) == MigrateType.MOVABLE
                    && memory.table().refcount(frame) != 0) {
                onTheirWay.add(Addresses.rawFrame(frame));
            }
        }
    }

    /** Puts the pages that are on their way on the LRU lists (Linux: {@code lru_add_drain_all}). */
    void drain() {
        onTheirWay.forEach(frame -> memory.table().set(Addresses.frame(frame), FrameFlag.LRU));
        onTheirWay.clear();
    }
}
