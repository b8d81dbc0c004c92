package org.mmlab.physical.contig;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.page.CompoundPages;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * Takes all pageblocks that a range touches out of service, or none (Linux: {@code start_isolate_page_range},
 * {@code undo_isolate_page_range}, {@code has_unmovable_pages}). Ranges lie in one zone; page frame numbers are bare here, because they
 * are rounded to pageblocks.
 */
public final class PageIsolation {
    private final PhysicalMemory memory;
    private final FrameTable table;
    private final long blockFrames;

    /** Isolation in a machine's memory. */
    public PageIsolation(PhysicalMemory memory) {
        this.memory = memory;
        table = memory.table();
        blockFrames = 1L << memory.context().pageblockOrder();
    }

    /**
     * Isolates the pageblocks of a range, the first one first, then the last, then those between.
     *
     * @param migratetype the type that blocks get back on failure
     * @return false where a pageblock holds what cannot move, or is isolated already; then none is isolated
     */
    public boolean isolate(long start, long end, int migratetype) {
        long first = down(start);
        long last = up(end) - blockFrames;
        if (!isolateBlock(first) || !cutAt(first, first, migratetype)) {
            return false;
        }
        boolean another = last != first;
        if (another && !isolateBlock(last) || !cutAt(last + blockFrames, last, migratetype)) {
            restoreBlock(first, migratetype);
            return false;
        }
        for (long block = first + blockFrames; block < last; block += blockFrames) {
            if (memory.frameOf(Addresses.pfn(block)) != NO_FRAME && !isolateBlock(block)) {
                restore(first, block, migratetype);
                restoreBlock(last, migratetype);
                return false;
            }
        }
        return true;
    }

    /** Makes sure that nothing reaches across an edge of the range; where something does that stays, the pageblock is put back. */
    private boolean cutAt(long edge, long block, int migratetype) {
        if (isStraddled(edge)) {
            restoreBlock(block, migratetype);
            return false;
        }
        splitAt(edge);
        return true;
    }

    /**
     * Whether a compound page reaches across the start of a pageblock, of which then only a part would be isolated (Linux:
     * {@code isolate_single_pageblock}). In zones other than Movable such a page was found unmovable before; pages of a pool of huge pages are
     * moved as a whole.
     */
    private boolean isStraddled(long block) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(block));
        if (frame == NO_FRAME || !table.has(frame, FrameFlag.TAIL)) {
            return false;
        }
        return memory.compound().destructor(table.head(frame)) != CompoundPages.Destructor.HUGETLB;
    }

    private void splitAt(long block) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(block));
        if (frame != NO_FRAME) {
            memory.zoneOf(frame).freeBlocks().splitAt(frame);
        }
    }

    /** Puts the isolated pageblocks of a range back into service. */
    public void restore(long start, long end, int migratetype) {
        for (long block = down(start); block < up(end); block += blockFrames) {
            restoreBlock(block, migratetype);
        }
    }

    private void restoreBlock(long block, int migratetype) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(block));
        if (frame != NO_FRAME) {
            memory.zoneOf(frame).freeBlocks().restore(frame, migratetype);
        }
    }

    private boolean isolateBlock(long block) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(block));
        if (frame == NO_FRAME) {
            return false;
        }
        Zone zone = memory.zoneOf(frame);
        return zone.pageblockType(frame) != MigrateType.ISOLATE
                && firstUnmovable(block) == NO_FRAME
                && zone.freeBlocks().isolate(frame);
    }

    /** The first frame of a pageblock that holds what cannot be moved, or {@code NO_FRAME}. O(frames). */
    public @FrameIndex int firstUnmovable(long block) {
        long pfn = block;
        while (pfn < block + blockFrames) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            if (frame == NO_FRAME || table.has(frame, FrameFlag.RESERVED)) {
                return frame;
            }
            long next = memory.zoneOf(frame).type() == ZoneType.MOVABLE ? pfn + 1 : afterMovable(frame, pfn);
            if (next == pfn) {
                return frame;
            }
            pfn = next;
        }
        return NO_FRAME;
    }

    /** The page frame number after what starts or lies at {@code pfn}, or {@code pfn} itself where that cannot be moved. */
    private long afterMovable(@FrameIndex int frame, long pfn) {
        if (memory.compound().isCompound(frame)) {
            @FrameIndex int head = table.head(frame);
            long offset = Addresses.rawFrame(frame) - (long) Addresses.rawFrame(head);
            return table.has(head, FrameFlag.LRU)
                    ? pfn - offset + (1L << memory.compound().order(head))
                    : pfn;
        }
        if (table.refcount(frame) == 0) {
            int order = memory.zoneOf(frame).freeBlocks().orderAt(frame);
            return pfn + (order == FreeBlocks.NOT_FREE ? 1 : 1L << order);
        }
        return table.has(frame, FrameFlag.LRU) ? pfn + 1 : pfn;
    }

    /** Whether all pageblocks of a range are isolated and all its frames free (Linux: {@code test_pages_isolated}). */
    public boolean isFree(long start, long end) {
        for (long pfn = start; pfn < end; pfn += blockFrames) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            if (frame != NO_FRAME && memory.zoneOf(frame).pageblockType(frame) != MigrateType.ISOLATE) {
                return false;
            }
        }
        long pfn = start;
        while (pfn < end) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            int order = frame == NO_FRAME
                    ? FreeBlocks.NOT_FREE
                    : memory.zoneOf(frame).freeBlocks().orderAt(frame);
            if (order == FreeBlocks.NOT_FREE) {
                return false;
            }
            pfn += 1L << order;
        }
        return true;
    }

    private long down(long pfn) {
        return pfn & -blockFrames;
    }

    private long up(long pfn) {
        return down(pfn + blockFrames - 1);
    }
}
