package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.MigrateType;

/** A second book-keeping of an allocator's frames: who holds what; every answer of the allocator is checked against it. */
final class FrameLedger {
    private final ContractZone zone;
    private final FreeBlocks blocks;
    private final BitSet free = new BitSet();
    private final List<Held> held = new ArrayList<>();
    private final int frames;
    private final int list;

    /** A block that was allocated. */
    record Held(int first, int order) {}

    /** An allocator over frames {@code first} to {@code end - 1}, all of them free. */
    FrameLedger(FrameAllocator allocator, int first, int end) {
        zone = new ContractZone(first, end);
        list = zone.lists().newList("bulk");
        blocks = allocator.attach(zone);
        frames = end - first;
        int at = first;
        while (at < end) {
            int order = Math.min(
                    FrameAllocator.MAX_ORDER, Integer.numberOfTrailingZeros(at | 1 << FrameAllocator.MAX_ORDER));
            while (at + (1 << order) > end) {
                order--;
            }
            blocks.free(Addresses.frame(at), order, Placement.LAST);
            at += 1 << order;
        }
        free.set(first, end);
    }

    FreeBlocks blocks() {
        return blocks;
    }

    ContractZone zone() {
        return zone;
    }

    List<Held> held() {
        return held;
    }

    /** Allocates; gives whether a block was had. Checks the block, and that a failure was not one without need. */
    boolean allocate(int order, int migratetype, int flags) {
        boolean possible = blocks.hasBlock(order, flags);
        @FrameIndex int frame = blocks.allocate(order, migratetype, flags);
        if (frame == NO_FRAME) {
            boolean picky = (flags & AllocFlag.NOFRAGMENT) != 0;
            assertThat(possible && !picky)
                    .as("a block of order %d was promised and refused", order)
                    .isFalse();
            return false;
        }
        hold(frame, order);
        return true;
    }

    /** Allocates several blocks. */
    void allocateBulk(int order, int count, int migratetype) {
        int taken = blocks.allocateBulk(order, count, migratetype, 0, list);
        assertThat(taken).isBetween(0, count).isEqualTo(zone.lists().size(list));
        for (int i = 0; i < taken; i++) {
            hold(zone.lists().pollFirst(list), order);
        }
    }

    private void hold(@FrameIndex int frame, int order) {
        int first = Addresses.rawFrame(frame);
        assertThat(first % (1 << order))
                .as("alignment of frame %d order %d", first, order)
                .isZero();
        assertThat(free.nextClearBit(first))
                .as("all of frame %d order %d was free", first, order)
                .isGreaterThanOrEqualTo(first + (1 << order));
        for (int i = first; i < first + (1 << order); i++) {
            assertThat(zone.pageblockType(Addresses.frame(i))).isNotEqualTo(MigrateType.ISOLATE);
            assertThat(zone.table().flags(Addresses.frame(i)))
                    .as("flags of frame %d", i)
                    .isZero();
        }
        free.clear(first, first + (1 << order));
        held.add(new Held(first, order));
    }

    /** Frees the block at a place of {@link #held}. */
    void free(int place) {
        Held block = held.remove(place);
        free.set(block.first(), block.first() + (1 << block.order()));
        blocks.free(Addresses.frame(block.first()), block.order(), Placement.USUAL);
    }

    /** Takes the free block that holds a frame, if there is one, by its place. */
    void take(int frame) {
        @FrameIndex int head = blocks.blockHolding(Addresses.frame(frame));
        assertThat(head != NO_FRAME).as("frame %d free", frame).isEqualTo(free.get(frame));
        if (head == NO_FRAME) {
            assertThat(blocks.orderAt(Addresses.frame(frame))).isEqualTo(FreeBlocks.NOT_FREE);
            return;
        }
        int order = blocks.orderAt(head);
        assertThat(frame).isBetween(Addresses.rawFrame(head), Addresses.rawFrame(head) + (1 << order) - 1);
        boolean isolated = zone.pageblockType(Addresses.frame(frame)) == MigrateType.ISOLATE;
        long accounted = zone.accounted();
        assertThat(blocks.take(head)).isEqualTo(order);
        assertThat(zone.accounted()).isEqualTo(isolated ? accounted : accounted - (1L << order));
        int first = Addresses.rawFrame(head);
        free.clear(first, first + (1 << order));
        held.add(new Held(first, order));
    }

    /** Every count agrees with every other, and with this book. */
    void check() {
        long[] seen = {0, 0};
        long[][] counts = new long[FrameAllocator.ORDERS][MigrateType.COUNT];
        BitSet visited = new BitSet();
        blocks.forEach((frame, order, type) -> {
            int first = Addresses.rawFrame(frame);
            assertThat(first % (1 << order)).isZero();
            assertThat(visited.get(first, first + (1 << order)).isEmpty())
                    .as("block %d is in no other", first)
                    .isTrue();
            assertThat(type).as("type of block %d", first).isEqualTo(zone.pageblockType(frame));
            visited.set(first, first + (1 << order));
            seen[type == MigrateType.ISOLATE ? 1 : 0] += 1L << order;
            counts[order][type]++;
        });
        assertThat(visited).as("free frames").isEqualTo(free);
        assertThat(zone.accounted()).as("accounted free frames").isEqualTo(seen[0]);
        long heldFrames = held.stream().mapToLong(block -> 1L << block.order()).sum();
        assertThat(seen[0] + seen[1] + heldFrames).as("frames conserved").isEqualTo(frames);
        for (int order = 0; order < FrameAllocator.ORDERS; order++) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                assertThat(blocks.blocks(order, type))
                        .as("blocks of order %d type %d", order, type)
                        .isEqualTo(counts[order][type]);
            }
        }
    }

    /** Free blocks that could be merged with their neighbour, though both are in service. */
    long unmerged() {
        long[] count = {0};
        blocks.forEach((frame, order, type) -> {
            @FrameIndex int buddy = Addresses.frame(Addresses.rawFrame(frame) ^ 1 << order);
            boolean mergeable = order < FrameAllocator.MAX_ORDER
                    && MigrateType.mergeable(type)
                    && zone.spans(buddy)
                    && MigrateType.mergeable(zone.pageblockType(buddy));
            count[0] += mergeable && blocks.orderAt(buddy) == order ? 1 : 0;
        });
        return count[0];
    }
}
