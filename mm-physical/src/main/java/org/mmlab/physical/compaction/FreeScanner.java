package org.mmlab.physical.compaction;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.PageMigrator.Targets;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;

/**
 * Takes free blocks from the top of a zone downwards and gives them to pages that move (Linux: {@code isolate_freepages},
 * {@code compaction_alloc}, {@code compaction_free}).
 */
final class FreeScanner implements Targets {
    private static final int MIN = Watermark.MIN.ordinal();
    /** In frames (Linux: {@code COMPACT_CLUSTER_MAX}). */
    private static final int LONGEST_STRIDE = 32;

    private final PhysicalMemory memory;
    private final FreeQueues queues = new FreeQueues();
    private final CompactControl control;
    private int frames;

    FreeScanner(PhysicalMemory memory, CompactControl control) {
        this.memory = memory;
        this.control = control;
    }

    @Override
    public @FrameIndex int allocate(@FrameIndex int from, int order) {
        int found = queues.smallest(order);
        if (found == FrameAllocator.ORDERS) {
            scan();
            found = queues.smallest(order);
            if (found == FrameAllocator.ORDERS) {
                return NO_FRAME;
            }
        }
        int block = queues.take(found);
        while (found > order) {
            found--;
            queues.addFirst(block + (1 << found), found);
        }
        frames -= 1 << order;
        control.toMove -= 1 << order;
        @FrameIndex int frame = Addresses.frame(block);
        memory.adoptPage(frame, order);
        return frame;
    }

    @Override
    public void giveBack(@FrameIndex int frame, int order) {
        memory.disown(frame, order);
        queues.addFirst(Addresses.rawFrame(frame), order);
        frames += 1 << order;
        control.toMove += 1 << order;
    }

    private void scan() {
        Zone zone = control.zone;
        long size = 1L << zone.pageblockOrder();
        long at = control.freePfn;
        long start = control.history.blockStart(at);
        long end = Math.min(start + size, Addresses.rawPfn(zone.endPfn()));
        long low = control.history.blockStart(control.migratePfn) + size;
        int stride = control.waits() ? 1 : LONGEST_STRIDE;
        while (start >= low && frames < control.toMove) {
            if (isTarget(start)) {
                int before = frames;
                at = takeFrom(at, end, stride);
                stride = frames > before ? 1 : Math.min(LONGEST_STRIDE, stride * 2);
                if (at == end) {
                    control.history.skip(start);
                    control.history.free = Math.min(control.history.free, start - size);
                } else {
                    break;
                }
            }
            end = start;
            start -= size;
            at = start;
        }
        control.freePfn = at;
    }

    /** Whether a pageblock holds movable pages, and is not free as a whole already (Linux: {@code suitable_migration_target}). */
    private boolean isTarget(long start) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(start));
        if (frame == NO_FRAME || !control.zone.spans(frame)) {
            return false;
        }
        int free = control.zone.freeBlocks().orderAt(frame);
        int wanted = control.order > 0 ? control.order : control.zone.pageblockOrder();
        if (free != FreeBlocks.NOT_FREE && free >= wanted) {
            return false;
        }
        return control.thorough
                || control.zone.pageblockType(frame) == MigrateType.MOVABLE && !control.history.isSkipped(start);
    }

    /**
     * Takes free blocks until there are enough; gives the place where it stopped (Linux: {@code isolate_freepages_block}). Those in a hurry look
     * at one frame in {@code stride}, as long as they find nothing.
     */
    private long takeFrom(long from, long end, int stride) {
        FreeBlocks free = control.zone.freeBlocks();
        long scanned = 0;
        long pfn = from;
        while (pfn < end) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            int order = frame == NO_FRAME ? FreeBlocks.NOT_FREE : free.orderAt(frame);
            if (order == FreeBlocks.NOT_FREE) {
                long size = frame == NO_FRAME ? 1 : 1L << memory.compound().order(frame);
                long step = pfn + size <= end ? size : 1;
                scanned += step;
                pfn += step - 1 + stride;
                continue;
            }
            if (!mayTake(order)) {
                scanned++;
                break;
            }
            free.take(frame);
            memory.vmstat().add(VmEvent.COMPACT_ISOLATED, 1L << order);
            queues.addLast(Addresses.rawFrame(frame), order);
            frames += 1 << order;
            scanned += 1L << order;
            pfn += 1L << order;
            if (frames >= control.toMove) {
                break;
            }
            pfn += stride - 1;
        }
        memory.vmstat().add(VmEvent.COMPACT_FREE_SCANNED, scanned);
        return Math.min(pfn, end);
    }

    /** Compaction takes no more than allocations leave, whatever the boost (Linux: {@code __isolate_free_page}). */
    private boolean mayTake(int order) {
        return WatermarkCheck.ok(control.zone, 0, control.zone.rawWatermark(MIN) + (1L << order), 0, 0);
    }

    /** Gives what is left back, and sends the scanner back to it (Linux: {@code release_free_list}). */
    void release() {
        long highest = 0;
        for (int order = 0; order < FrameAllocator.ORDERS; order++) {
            while (!queues.isEmpty(order)) {
                @FrameIndex int frame = Addresses.frame(queues.take(order));
                highest = Math.max(highest, Addresses.rawPfn(memory.pfnOf(frame)));
                memory.adoptPage(frame, 0);
                memory.free(frame, order);
            }
        }
        if (frames > 0) {
            control.history.free = Math.max(control.history.free, control.history.blockStart(highest));
            frames = 0;
        }
    }
}
