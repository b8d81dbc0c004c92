package org.mmlab.physical.contig;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * Allocates any range of frames of a zone that is free or can be emptied (Linux: {@code alloc_contig_range},
 * {@code free_contig_range}). The range becomes single frames with a reference each.
 */
public final class ContiguousRanges {
    private final PhysicalMemory memory;
    private final PageIsolation isolation;
    private final RangeMigrator migrator;

    /** Contiguous ranges of a machine's memory; what is in the way is moved by {@code migrator}. */
    public ContiguousRanges(PhysicalMemory memory, RangeMigrator migrator) {
        this.memory = memory;
        this.migrator = migrator;
        isolation = new PageIsolation(memory);
    }

    /** How an attempt ended. */
    public enum Outcome {
        /** The range is the caller's. */
        ALLOCATED,
        /** Something in the pageblocks of the range could not be moved (Linux: {@code -EBUSY}). */
        BUSY
    }

    /**
     * Allocates page frame numbers {@code start} to {@code end - 1}, which lie in one zone.
     *
     * @param migratetype the type of its pageblocks, before and after
     */
    public Outcome allocate(@Pfn long start, @Pfn long end, int migratetype) {
        memory.deferred().await();
        long from = Addresses.rawPfn(start);
        long to = Addresses.rawPfn(end);
        if (!isolation.isolate(from, to, migratetype)) {
            isolation.restore(from, to, migratetype);
            return Outcome.BUSY;
        }
        Zone zone = memory.zoneOf(memory.frameOf(start));
        memory.drainZone(zone);
        migrator.migrate(from, to);
        Outcome outcome = take(zone, from, to);
        isolation.restore(from, to, migratetype);
        return outcome;
    }

    private Outcome take(Zone zone, long from, long to) {
        long outerStart = blockStart(zone, from);
        if (!isolation.isFree(outerStart, to)) {
            return Outcome.BUSY;
        }
        long pfn = outerStart;
        while (pfn < to) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            int order = zone.freeBlocks().take(frame);
            if (order == FreeBlocks.NOT_FREE) {
                throw new IllegalStateException("pfn " + pfn + " was free in an isolated pageblock and is no longer");
            }
            memory.adopt(frame, order);
            pfn += 1L << order;
        }
        freeEach(outerStart, from);
        freeEach(to, pfn);
        return Outcome.ALLOCATED;
    }

    private long blockStart(Zone zone, long pfn) {
        @FrameIndex int head = zone.freeBlocks().blockHolding(memory.frameOf(Addresses.pfn(pfn)));
        return head == NO_FRAME ? pfn : Addresses.rawPfn(memory.pfnOf(head));
    }

    /** Gives a range back, frame by frame. */
    public void free(@Pfn long start, @Pfn long end) {
        freeEach(Addresses.rawPfn(start), Addresses.rawPfn(end));
    }

    private void freeEach(long start, long end) {
        for (long pfn = start; pfn < end; pfn++) {
            memory.free(memory.frameOf(Addresses.pfn(pfn)), 0);
        }
    }
}
