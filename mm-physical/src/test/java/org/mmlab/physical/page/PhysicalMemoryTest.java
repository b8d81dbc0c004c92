package org.mmlab.physical.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.zone.Zone;

class PhysicalMemoryTest {
    private static final long START = 1;
    private static final long END = 16 * 1024;
    private static final long[] HOLE = {159, 256};

    /** 64 MiB from page 1, with the hole below 1 MiB, everything free. */
    static PhysicalMemory machine() {
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .range(START, HOLE[0], 0)
                .range(HOLE[1], END, 0)
                .checks(IndexLists.Checks.ON);
        PhysicalMemory memory = builder.build();
        memory.freeAtBoot(Addresses.pfn(START), HOLE[0] - START);
        memory.freeAtBoot(Addresses.pfn(HOLE[1]), END - HOLE[1]);
        builder.finish(memory);
        return memory;
    }

    private static long frames() {
        return END - HOLE[1] + HOLE[0] - START;
    }

    @Test
    void everyFrameHandedOverIsManagedAndFree() {
        PhysicalMemory memory = machine();
        assertThat(memory.freeFrames()).isEqualTo(frames());
        assertThat(memory.reserves().totalFrames()).isEqualTo(frames());
    }

    @Test
    void aBlockIsAlignedAndHasOneReference() {
        PhysicalMemory memory = machine();
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            int frame = memory.allocate(Gfp.KERNEL, order, 0);
            assertThat(frame).isNotEqualTo(NO_FRAME);
            assertThat(Addresses.rawPfn(memory.pfnOf(frame)) % (1L << order)).isZero();
            assertThat(memory.table().refcount(frame)).isEqualTo(1);
        }
    }

    @Test
    void aCompoundPageIsFreedWithItsLastReference() {
        PhysicalMemory memory = machine();
        int head = memory.allocate(Gfp.KERNEL | Gfp.COMP, 2, 0);
        int tail = Addresses.frame(Addresses.rawFrame(head) + 3);
        assertThat(memory.table().head(tail)).isEqualTo(head);
        assertThat(memory.compound().order(head)).isEqualTo(2);
        memory.get(tail);
        memory.put(head);
        assertThat(memory.table().refcount(head)).isEqualTo(1);
        memory.put(tail);
        memory.drainAll();
        assertThat(memory.freeFrames()).isEqualTo(frames());
        assertThat(memory.table().has(tail, FrameFlag.TAIL)).isFalse();
    }

    @Test
    void aDoubleFreeIsCaughtInCheckedMode() {
        PhysicalMemory memory = machine();
        int frame = memory.allocate(Gfp.KERNEL, 4, 0);
        memory.free(frame, 4);
        memory.table().setRefcount(frame, 1);
        assertThatThrownBy(() -> memory.free(frame, 4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestThatMustNotFailSaysWhyItCannotBeServed() {
        PhysicalMemory memory = machine();
        while (memory.allocate(Gfp.KERNEL | Gfp.MEMALLOC, 0, 0) != NO_FRAME) {
            // until nothing is left
        }
        assertThatThrownBy(() -> memory.allocate(Gfp.KERNEL | Gfp.NOFAIL, 0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOFAIL");
    }

    @Test
    void theLastReservesAreForThoseWhoFreeMemoryAndAreMarked() {
        PhysicalMemory memory = machine();
        while (memory.allocate(Gfp.KERNEL, 0, 0) != NO_FRAME) {
            // down to the minimum watermark
        }
        assertThat(memory.freeFrames()).isPositive();
        int frame = memory.allocate(Gfp.KERNEL | Gfp.MEMALLOC, 0, 0);
        assertThat(frame).isNotEqualTo(NO_FRAME);
        assertThat(memory.isPfmemalloc(frame)).isTrue();
    }

    @Property(tries = 200)
    void framesAreConservedAndCoalesceCompletely(
            @ForAll @Size(max = 300) List<@IntRange(max = 1_000_000) Integer> steps) {
        PhysicalMemory memory = machine();
        List<int[]> held = new ArrayList<>();
        long taken = 0;
        for (int step : steps) {
            if (step % 3 == 0 && !held.isEmpty()) {
                int[] block = held.remove(step / 3 % held.size());
                memory.free(Addresses.frame(block[0]), block[1]);
                taken -= 1L << block[1];
            } else {
                int order = step / 7 % (FrameAllocator.MAX_ORDER + 1);
                int frame = memory.allocate(gfp(step), order, 0);
                if (frame != NO_FRAME) {
                    held.add(new int[] {Addresses.rawFrame(frame), order});
                    taken += 1L << order;
                }
            }
            assertThat(memory.freeFrames() + memory.pcpFrames() + taken).isEqualTo(frames());
        }
        held.forEach(block -> memory.free(Addresses.frame(block[0]), block[1]));
        memory.drainAll();
        assertThat(memory.freeFrames()).isEqualTo(frames());
        assertNoFreeBuddies(memory);
    }

    private static int gfp(int step) {
        int zone = step % 5 == 0 ? Gfp.DMA : 0;
        int mobility = new int[] {0, Gfp.MOVABLE, Gfp.RECLAIMABLE}[step % 11 % 3];
        int comp = step % 2 == 0 ? Gfp.COMP : 0;
        return Gfp.NOWAIT | zone | mobility | comp | (step % 13 == 0 ? Gfp.HIGH : 0);
    }

    /** No two free blocks of the same order could still be merged. */
    private static void assertNoFreeBuddies(PhysicalMemory memory) {
        for (Zone zone : memory.nodes().populatedZones()) {
            long[] sum = {0};
            zone.freeBlocks().forEach((frame, order, type) -> {
                sum[0] += 1L << order;
                int raw = Addresses.rawFrame(frame);
                if (order < FrameAllocator.MAX_ORDER && MigrateType.mergeable(type)) {
                    int buddy = Addresses.frame(raw ^ 1 << order);
                    boolean free = memory.table().has(buddy, FrameFlag.BUDDY)
                            && memory.table().privateValue(buddy) == order
                            && memory.table().zone(buddy) == zone.ordinal()
                            && MigrateType.mergeable(zone.pageblockType(buddy));
                    assertThat(free)
                            .as("buddy of frame %d order %d", raw, order)
                            .isFalse();
                }
            });
            assertThat(sum[0]).isEqualTo(zone.free().exact());
        }
    }
}
