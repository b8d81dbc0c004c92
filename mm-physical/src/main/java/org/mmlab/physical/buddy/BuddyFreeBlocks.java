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

/** The free blocks of one zone by Linux's rules. */
public final class BuddyFreeBlocks implements FreeBlocks {
    private final AllocatorZone zone;
    private final FrameLists lists;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final Fallback fallback;
    private final Coalescer coalescer;
    private final Reservation reservation;
    private final Isolation isolation;
    /** Whether Linux 6.12's rules are followed, by which a free block's list is always that of its pageblock's type; else 6.1's. */
    private final boolean listFollowsPageblock;

    BuddyFreeBlocks(AllocatorZone zone) {
        this.zone = zone;
        lists = zone.lists();
        listFollowsPageblock = zone.kernel().atLeast(KernelVersion.V6_12);
        areas = new FreeAreas(zone, !listFollowsPageblock);
        pageblocks = new Pageblocks(zone, areas);
        coalescer = new Coalescer(zone, areas, pageblocks, listFollowsPageblock);
        if (listFollowsPageblock) {
            fallback = new ClaimFallback(zone, areas, pageblocks);
            reservation = new HighAtomicReserve(zone, areas, pageblocks);
            isolation = new BlockIsolation(zone, areas, pageblocks, coalescer);
        } else {
            fallback = new StealFallback(zone, areas, pageblocks);
            reservation = new SteadyHighAtomicReserve(zone, areas, pageblocks);
            isolation = new WholeBlockIsolation(zone, areas, pageblocks, coalescer);
        }
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
        fallback.end(frame == NONE ? 0 : 1, order);
        return Addresses.frame(frame);
    }

    @Override
    public int allocateBulk(int order, int count, int migratetype, int flags, int list) {
        fallback.begin();
        int taken = 0;
        while (taken < count) {
            int frame = fallback.take(order, migratetype, flags);
            if (frame == NONE) {
                break;
            }
            lists.addLast(list, Addresses.frame(frame));
            taken++;
        }
        fallback.end(taken, order);
        return taken;
    }

    @Override
    public void free(@FrameIndex int frame, int order, Placement placement) {
        int raw = Addresses.rawFrame(frame);
        if (listFollowsPageblock) {
            coalescer.freeByPageblock(raw, order, placement);
        } else {
            coalescer.free(raw, order, pageblocks.type(raw), placement);
        }
    }

    @Override
    public void freeFromPcp(@FrameIndex int frame, int order, int migratetype) {
        int raw = Addresses.rawFrame(frame);
        boolean asRemembered = !listFollowsPageblock && zone.isolatedPageblocks() == 0;
        coalescer.free(raw, order, asRemembered ? migratetype : pageblocks.type(raw), Placement.USUAL);
    }

    /** Puts a block at the tail of a list as it is, neither merged nor accounted, to continue from a recorded state. */
    public void restoreBlock(@FrameIndex int frame, int order, int migratetype) {
        areas.addLast(Addresses.rawFrame(frame), order, migratetype);
    }

    /** Empties all lists without accounts, before {@link #restoreBlock}; the frames count as used. */
    public void clear() {
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                for (int frame = areas.first(order, type); frame != NONE; frame = areas.first(order, type)) {
                    areas.remove(frame, order, type);
                }
            }
        }
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
        int head = areas.blockHolding(raw);
        return head != raw || areas.isHead(raw) ? Addresses.frame(head) : Addresses.NO_FRAME;
    }

    @Override
    public int orderAt(@FrameIndex int frame) {
        int head = Addresses.rawFrame(frame);
        return areas.isHead(head) ? areas.order(head) : NOT_FREE;
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
        zone.accountFree(-(1L << order), listFollowsPageblock ? type : pageblocks.type(head));
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
            if (!Pageblocks.mergeable(type)) {
                continue;
            }
            if (!listFollowsPageblock) {
                pageblocks.setType(block, MigrateType.MOVABLE);
            } else if (pageblocks.isWhole(block)) {
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
    public void splitAt(@FrameIndex int frame) {
        isolation.splitAt(Addresses.rawFrame(frame));
    }

    @Override
    public void beginCapture(int order, int migratetype) {
        coalescer.beginCapture(order, migratetype);
    }

    @Override
    public boolean hasCaptured() {
        return coalescer.hasCaptured();
    }

    @Override
    public @FrameIndex int endCapture() {
        return Addresses.frame(coalescer.endCapture());
    }

    @Override
    public void reserveHighAtomic(@FrameIndex int frame, int order) {
        reservation.reserve(Addresses.rawFrame(frame), order);
    }

    @Override
    public boolean unreserveHighAtomic(int migratetype, Unreserve how) {
        return reservation.unreserve(migratetype, how);
    }
}
