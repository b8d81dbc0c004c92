package org.mmlab.physical.page;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.physical.node.ZoneExtent;
import org.mmlab.physical.zone.Zone;

class DeferredPagesTest {
    private static final int SHIFT = 12;
    private static final long SECTION = 1L << SHIFT;
    private static final long LOW = 4096; // ZONE_DMA ends at 16 MiB
    private static final long END = 4096 + 10 * SECTION;
    private static final long RESERVED = 1000; // the last frames are nobody's to allocate

    /** 16 MiB of ZONE_DMA and ten sections of ZONE_DMA32, whose last thousand frames boot memory keeps. */
    private static PhysicalMemory machine(DeferredInit when, int... cpuNodes) {
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .range(1, END, 0)
                .sectionShift(SHIFT)
                .topology(new int[][] {{10}}, cpuNodes.length == 0 ? new int[] {0} : cpuNodes)
                .checks(IndexLists.Checks.ON)
                .deferredInit(when);
        PhysicalMemory memory = builder.build();
        memory.handOver(Addresses.pfn(1), END - RESERVED - 1, 0);
        builder.finish(memory);
        return memory;
    }

    private static Zone zone(PhysicalMemory memory) {
        return memory.nodes().node(0).zone(1);
    }

    @Test
    void theFirstSectionOfTheLastZoneIsThereAndTheRestWaits() {
        PhysicalMemory memory = machine(DeferredInit.LATE);
        assertThat(memory.deferred().firstPfn(0)).isEqualTo(LOW + SECTION);
        assertThat(memory.nodes().node(0).zone(0).managedFrames()).isEqualTo(LOW - 1);
        assertThat(zone(memory).managedFrames()).isEqualTo(SECTION);
        assertThat(memory.deferred().frames()).isEqualTo(9 * SECTION - RESERVED);
        assertThat(memory.table().frames()).isLessThan(memory.map().frames());
    }

    @Test
    void whereTheDeferredPartBegins() {
        ZoneExtent zone = new ZoneExtent(100, 100 + 5 * SECTION, 5 * SECTION);
        assertThat(first(zone, range(100, zone.end()))).isEqualTo(2 * SECTION);
        // frames of a hole are not counted, and sections do not begin where memory does
        assertThat(first(zone, range(100, SECTION), range(2 * SECTION, zone.end())))
                .isEqualTo(3 * SECTION);
        assertThat(first(zone, range(100, 200), range(300, 400))).isEqualTo(DeferredPages.NONE);
        // a zone below the node's last one is for requests that cannot go elsewhere
        assertThat(DeferredPages.firstDeferred(List.of(range(100, zone.end() + 1)), new ZoneExtent[] {zone}, SHIFT))
                .isEqualTo(DeferredPages.NONE);
    }

    private static long first(ZoneExtent zone, Range... ranges) {
        long end = Addresses.rawPfn(ranges[ranges.length - 1].end());
        return DeferredPages.firstDeferred(
                List.of(ranges), new ZoneExtent[] {new ZoneExtent(zone.start(), end, 1)}, SHIFT);
    }

    private static Range range(long start, long end) {
        return new Range(Addresses.pfn(start), Addresses.pfn(end), 0);
    }

    @Test
    void afterTheThreadsEverythingIsAsIfNothingHadBeenDeferred() {
        PhysicalMemory at = machine(DeferredInit.OFF);
        PhysicalMemory on = machine(DeferredInit.ON);
        PhysicalMemory late = machine(DeferredInit.LATE);
        late.deferred().await();
        assertThat(zone(on).watermark(0)).isEqualTo(zone(at).watermark(0));
        for (PhysicalMemory memory : List.of(on, late)) {
            assertThat(memory.deferred().pending()).isFalse();
            assertThat(state(memory)).containsExactlyElementsOf(state(at));
        }
    }

    /** Every frame, and every free list in its order. */
    private static List<String> state(PhysicalMemory memory) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < memory.table().frames(); i++) {
            int frame = Addresses.frame(i);
            lines.add(String.format(
                    "frame %d: 0x%x zone %d, %d",
                    i,
                    memory.table().flags(frame),
                    memory.table().zone(frame),
                    memory.table().refcount(frame)));
        }
        for (Zone zone : memory.nodes().populatedZones()) {
            lines.add(zone + " " + zone.managedFrames());
            zone.freeBlocks().forEach((frame, order, type) -> lines.add(frame + " " + order + " " + type));
        }
        return lines;
    }

    @Test
    void anAllocationThatFindsTooLittleGrowsTheZoneByASection() {
        PhysicalMemory memory = machine(DeferredInit.LATE);
        long taken = 0;
        while (!isGrown(memory)) {
            assertThat(memory.allocate(Gfp.KERNEL | Gfp.DMA32, 10, 0)).isNotEqualTo(NO_FRAME);
            taken += 1024;
        }
        assertThat(taken).isGreaterThanOrEqualTo(SECTION - 1024);
        assertThat(zone(memory).managedFrames()).isEqualTo(2 * SECTION);
        assertThat(memory.deferred().firstPfn(0)).isEqualTo(LOW + 2 * SECTION);
    }

    private static boolean isGrown(PhysicalMemory memory) {
        return memory.deferred().firstPfn(0) != LOW + SECTION;
    }

    @Test
    void allOfMemoryCanBeAllocatedWithoutAThread() {
        PhysicalMemory memory = machine(DeferredInit.LATE);
        List<Integer> taken = new ArrayList<>();
        for (int frame = memory.allocate(Gfp.ATOMIC, 0, 0);
                frame != NO_FRAME;
                frame = memory.allocate(Gfp.ATOMIC, 0, 0)) {
            taken.add(Addresses.rawFrame(frame));
        }
        assertThat(memory.deferred().pending()).isFalse();
        assertThat(taken).doesNotHaveDuplicates();
        taken.forEach(frame -> memory.put(Addresses.frame(frame)));
        memory.drainAll();
        assertThat(memory.freeFrames()).isEqualTo(END - RESERVED - 1);
        int last = memory.frameOf(Addresses.pfn(END - 1));
        assertThat(memory.table().has(last, FrameFlag.RESERVED)).isTrue();
    }

    @Test
    void aThreadTakesItsTimeAndSharesItsWorkAmongTheCpusOfTheNode() {
        long alone = nsOfThread(machine(DeferredInit.LATE, 0));
        long four = nsOfThread(machine(DeferredInit.LATE, 0, 0, 0, 0));
        assertThat(alone).isEqualTo(9 * SECTION * 17_100 / 1000 / 9 * 9);
        assertThat(four).isEqualTo(alone / 9 / 4 * 9);
    }

    private static long nsOfThread(PhysicalMemory memory) {
        EventClock clock = new EventClock();
        boolean[] ended = new boolean[1];
        memory.deferred().start(clock, () -> ended[0] = true);
        clock.advance(1_000_000_000);
        assertThat(ended[0]).isTrue();
        DeferredPages.Done done = memory.deferred().done().get(0);
        assertThat(done.frames()).isEqualTo(9 * SECTION);
        assertThat(done.toString())
                .startsWith("node 0 deferred pages initialised in ")
                .endsWith("ms");
        return done.ns();
    }

    @Property(tries = 50)
    void threadsAndAllocationsShareTheWork(@ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> steps) {
        PhysicalMemory memory = machine(DeferredInit.LATE);
        EventClock clock = new EventClock();
        memory.deferred().start(clock, () -> memory.reserves().init());
        List<int[]> taken = new ArrayList<>();
        for (int step : steps) {
            if (step > 10) {
                clock.advance(SECTION * 20);
            } else {
                int frame = memory.allocate(Gfp.KERNEL, step, 0);
                if (frame != NO_FRAME) {
                    taken.add(new int[] {Addresses.rawFrame(frame), step});
                }
            }
            long used = taken.stream().mapToLong(block -> 1L << block[1]).sum();
            assertThat(memory.freeFrames() + memory.pcpFrames() + used)
                    .isEqualTo(memory.reserves().totalFrames());
            assertThat(memory.reserves().totalFrames() + memory.deferred().frames())
                    .isEqualTo(END - RESERVED - 1);
        }
        memory.deferred().await();
        taken.forEach(block -> memory.free(Addresses.frame(block[0]), block[1]));
        memory.drainAll();
        assertThat(memory.freeFrames()).isEqualTo(END - RESERVED - 1);
        assertThat(zone(memory).pageblockType(memory.frameOf(Addresses.pfn(END - 512))))
                .isEqualTo(MigrateType.MOVABLE);
    }
}
