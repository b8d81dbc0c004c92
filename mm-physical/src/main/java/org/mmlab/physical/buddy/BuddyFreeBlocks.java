package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;

/** The free blocks of one zone by Linux 6.12's rules. */
final class BuddyFreeBlocks implements FreeBlocks {
    private final AllocatorZone zone;
    private final FrameLists lists;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final ClaimFallback fallback;
    private final Coalescer coalescer;
    private final HighAtomicReserve highAtomic;
    private final BlockIsolation isolation;

    BuddyFreeBlocks(AllocatorZone zone) {
        this.zone = zone;
        lists = zone.lists();
        areas = new FreeAreas(zone, false);
        pageblocks = new Pageblocks(zone, areas);
        fallback = new ClaimFallback(zone, areas, pageblocks);
        coalescer = new Coalescer(zone, areas, pageblocks, zone.kernel().atLeast(KernelVersion.V6_12));
        highAtomic = new HighAtomicReserve(zone, areas, pageblocks);
        isolation = new BlockIsolation(zone, areas, pageblocks, coalescer);
    }

    @Override
    public @FrameIndex int allocate(int order, int migratetype, int flags) {
        int frame = NONE;
        if ((flags & AllocFlag.HIGHATOMIC) != 0) {
            frame = fallback.smallest(order, MigrateType.HIGHATOMIC);
        }
        if (frame == NONE) {
            fallback.begin();
            frame = fallback.take(order, migratetype, flags);
        }
        if (frame == NONE && (flags & (AllocFlag.OOM | AllocFlag.NON_BLOCK)) != 0) {
            frame = fallback.smallest(order, MigrateType.HIGHATOMIC);
        }
        return Addresses.frame(frame);
    }

    @Override
    public int allocateBulk(int order, int count, int migratetype, int flags, int list) {
        fallback.begin();
        for (int taken = 0; taken < count; taken++) {
            int frame = fallback.take(order, migratetype, flags);
            if (frame == NONE) {
                return taken;
            }
            lists.addLast(list, Addresses.frame(frame));
        }
        return count;
    }

    @Override
    public void free(@FrameIndex int frame, int order, Placement placement) {
        isolation.freeByPageblock(Addresses.rawFrame(frame), order, placement);
    }

    @Override
    public long blocks(int order, int migratetype) {
        return areas.size(order, migratetype);
    }

    @Override
    public boolean hasBlock(int order, int flags) {
        boolean reserve = (flags & (AllocFlag.HIGHATOMIC | AllocFlag.OOM)) != 0;
        for (int current = order; current <= FrameAllocator.MAX_ORDER; current++) {
            for (int type = 0; type < MigrateType.PCP_TYPES; type++) {
                if (!areas.isEmpty(current, type)) {
                    return true;
                }
            }
            if (reserve && !areas.isEmpty(current, MigrateType.HIGHATOMIC)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void forEach(BlockVisitor visitor) {
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                for (int frame = areas.first(order, type); frame != NONE; frame = areas.next(frame)) {
                    visitor.block(Addresses.frame(frame), order, type);
                }
            }
        }
    }

    @Override
    public @FrameIndex int blockHolding(@FrameIndex int frame) {
        int raw = Addresses.rawFrame(frame);
        int head = isolation.blockHolding(raw);
        return head != raw || areas.isHead(raw) ? Addresses.frame(head) : Addresses.NO_FRAME;
    }

    @Override
    public int take(@FrameIndex int frame) {
        int head = Addresses.rawFrame(frame);
        if (!areas.isHead(head)) {
            return NOT_FREE;
        }
        int order = areas.order(head);
        int type = areas.type(head);
        areas.remove(head, order, type);
        zone.accountFree(-(1L << order), type);
        if (order >= zone.pageblockOrder() - 1) {
            makeMovable(head, order);
        }
        return order;
    }

    /** Pageblocks that were mostly free and will be filled with movable frames become movable (Linux: {@code __isolate_free_page}). */
    private void makeMovable(int head, int order) {
        int end = head + (1 << order) - 1;
        for (int block = head; block < end; block += pageblocks.frames()) {
            int type = pageblocks.type(block);
            if (Pageblocks.mergeable(type) && pageblocks.isWhole(block)) {
                pageblocks.retype(pageblocks.start(block), type, MigrateType.MOVABLE);
            }
        }
    }

    @Override
    public boolean isolate(@FrameIndex int frame) {
        return isolation.isolate(Addresses.rawFrame(frame));
    }

    @Override
    public void restore(@FrameIndex int frame, int migratetype) {
        isolation.restore(Addresses.rawFrame(frame), migratetype);
    }

    @Override
    public void reserveHighAtomic(@FrameIndex int frame, int order) {
        highAtomic.reserve(Addresses.rawFrame(frame), order);
    }

    @Override
    public boolean unreserveHighAtomic(int migratetype, Unreserve how) {
        return highAtomic.unreserve(migratetype, how);
    }
}
