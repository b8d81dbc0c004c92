package org.mmlab.policies.allocator;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;

/**
 * Free frames as bits. Migratetypes are not kept apart; a pageblock's type matters only while it is isolated. As a <em>free block</em>
 * counts a largest aligned run of free frames, as it would be in a buddy system, within pageblocks of one type.
 */
abstract class BitFreeBlocks implements FreeBlocks {
    private static final int CHUNK = 1 << FrameAllocator.MAX_ORDER;

    private final AllocatorZone zone;
    private final FrameLists lists;
    private final FrameBits bits;
    private int base;
    private final int blockOrder;
    private int end;

    BitFreeBlocks(AllocatorZone zone) {
        this.zone = zone;
        lists = zone.lists();
        base = Addresses.rawFrame(zone.firstFrame()) & -CHUNK;
        end = roundUp(zone.endFrame()) - base;
        bits = new FrameBits(end);
        blockOrder = zone.pageblockOrder();
    }

    private static int roundUp(int frame) {
        return (frame + CHUNK - 1) & -CHUNK;
    }

    /** The bits; a bit's index is the frame less the start of the zone's first aligned run of 1024. */
    final FrameBits bits() {
        return bits;
    }

    /** Number of bits, a multiple of 1024. */
    final int end() {
        return end;
    }

    /** log2 of the frames in a pageblock. */
    final int blockOrder() {
        return blockOrder;
    }

    /** Whether the frame at an index is out of service. */
    final boolean isIsolated(int index) {
        return typeAt(index) == MigrateType.ISOLATE;
    }

    private int typeAt(int index) {
        return zone.pageblockType(Addresses.frame(base + index));
    }

    /** Finds an aligned free block outside of isolated pageblocks, or {@link FrameBits#NONE}; changes nothing that matters. */
    abstract int find(int order, int migratetype);

    /** The bits of an aligned block were set or cleared. */
    abstract void changed(int start, int order, Change change);

    /** What happened to bits. */
    enum Change {
        FREED,
        TAKEN
    }

    @Override
    public final @FrameIndex int allocate(int order, int migratetype, int flags) {
        int start = find(order, migratetype);
        if (start == FrameBits.NONE) {
            return Addresses.NO_FRAME;
        }
        clear(start, order);
        return Addresses.frame(base + start);
    }

    @Override
    public final int allocateBulk(int order, int count, int migratetype, int flags, int list) {
        for (int taken = 0; taken < count; taken++) {
            @FrameIndex int frame = allocate(order, migratetype, flags);
            if (frame == Addresses.NO_FRAME) {
                return taken;
            }
            lists.addLast(list, frame);
        }
        return count;
    }

    private void clear(int start, int order) {
        bits.clear(start, order);
        account(start, order, -1);
        changed(start, order, Change.TAKEN);
    }

    /** Accounts a block by pageblock, since only some may be in service. */
    private void account(int start, int order, int sign) {
        int step = Math.min(order, blockOrder);
        for (int part = start; part < start + (1 << order); part += 1 << step) {
            zone.accountFree((long) sign << step, typeAt(part));
        }
    }

    @Override
    public final void free(@FrameIndex int frame, int order, Placement placement) {
        int start = Addresses.rawFrame(frame) - base;
        if (bits.hasFree(start, order)) {
            throw new IllegalStateException("frame " + Addresses.rawFrame(frame) + " of order " + order + " in "
                    + zone.label() + " is freed twice, in whole or in part");
        }
        bits.set(start, order);
        account(start, order, 1);
        changed(start, order, Change.FREED);
    }

    @Override
    public final boolean hasBlock(int order, int flags) {
        return find(order, MigrateType.UNMOVABLE) != FrameBits.NONE;
    }

    @Override
    public final long blocks(int order, int migratetype) {
        long count = 0;
        for (int index = bits.nextFree(0, end); index != FrameBits.NONE; ) {
            int size = orderOf(index);
            count += size == order && typeAt(index) == migratetype ? 1 : 0;
            index = bits.nextFree(index + (1 << size), end);
        }
        return count;
    }

    @Override
    public final void forEach(BlockVisitor visitor) {
        int present = (1 << FrameAllocator.ORDERS) - 1;
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            if ((present & 1 << order) != 0) {
                present &= visit(order, visitor);
            }
        }
    }

    /** Shows the blocks of one order; gives a bit for each order that has blocks. */
    private int visit(int order, BlockVisitor visitor) {
        int orders = 0;
        for (int index = bits.nextFree(0, end); index != FrameBits.NONE; ) {
            int size = orderOf(index);
            orders |= 1 << size;
            if (size == order) {
                visitor.block(Addresses.frame(base + index), order, typeAt(index));
            }
            index = bits.nextFree(index + (1 << size), end);
        }
        return orders;
    }

    /** Order of the largest aligned run of free frames that holds a free frame, within pageblocks of one type. */
    private int orderOf(int index) {
        int order = 0;
        while (order < FrameAllocator.MAX_ORDER) {
            int start = index & -(1 << order + 1);
            if (!bits.isFree(start, order + 1)
                    || order >= blockOrder && typeAt(start) != typeAt(start + (1 << order))) {
                break;
            }
            order++;
        }
        return order;
    }

    @Override
    public final @FrameIndex int blockHolding(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame) - base;
        return bits.isFree(index) ? Addresses.frame(base + (index & -(1 << orderOf(index)))) : Addresses.NO_FRAME;
    }

    @Override
    public final int orderAt(@FrameIndex int frame) {
        return blockHolding(frame) == frame ? orderOf(Addresses.rawFrame(frame) - base) : NOT_FREE;
    }

    @Override
    public final int take(@FrameIndex int frame) {
        int order = orderAt(frame);
        if (order != NOT_FREE) {
            clear(Addresses.rawFrame(frame) - base, order);
        }
        return order;
    }

    @Override
    public final boolean isolate(@FrameIndex int frame) {
        int start = Addresses.rawFrame(frame) & -(1 << blockOrder);
        if (!zone.spans(Addresses.frame(start)) || !zone.spans(Addresses.frame(start + (1 << blockOrder) - 1))) {
            return false;
        }
        zone.accountFree(-bits.count(start - base, 1 << blockOrder), zone.pageblockType(frame));
        zone.setPageblockType(frame, MigrateType.ISOLATE);
        zone.addIsolatedPageblocks(1);
        return true;
    }

    @Override
    public final void restore(@FrameIndex int frame, int migratetype) {
        if (zone.pageblockType(frame) != MigrateType.ISOLATE) {
            return;
        }
        int start = (Addresses.rawFrame(frame) & -(1 << blockOrder)) - base;
        zone.setPageblockType(frame, migratetype);
        zone.addIsolatedPageblocks(-1);
        zone.accountFree(bits.count(start, 1 << blockOrder), migratetype);
        changed(start, blockOrder, Change.FREED);
    }

    @Override
    public void grow(int endFrame) {
        int first = Addresses.rawFrame(zone.firstFrame()) & -CHUNK;
        int below = Math.max(0, base - first);
        base -= below;
        end = Math.max(end + below, roundUp(endFrame) - base);
        bits.grow(end);
        bits.shift(below);
    }
}
