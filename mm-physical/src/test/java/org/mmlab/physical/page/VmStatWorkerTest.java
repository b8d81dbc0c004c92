package org.mmlab.physical.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.physical.pcp.PerCpuPages;
import org.mmlab.physical.zone.Zone;

class VmStatWorkerTest {
    private static final long SECOND = 1_000_000_000;
    private static final int BATCH = 8;
    private static final int HIGH_MIN = 100;
    private static final int HIGH_MAX = 1000;

    private final EventClock clock = new EventClock();

    private PhysicalMemory started(PhysicalMemory memory) {
        for (Zone zone : memory.nodes().populatedZones()) {
            memory.pcp().setLimits(zone, 0, HIGH_MIN, HIGH_MAX, BATCH);
            zone.free().setThreshold(125);
        }
        new VmStatWorker(memory, clock).start();
        return memory;
    }

    private static Zone zone(PhysicalMemory memory, int node) {
        return memory.nodes().node(node).zone(1);
    }

    /** Takes single frames of a node and frees them all. */
    private static void use(PhysicalMemory memory, int node, int frames) {
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            held.add(Addresses.rawFrame(memory.allocate(Gfp.KERNEL | Gfp.THISNODE, 0, node)));
        }
        held.forEach(frame -> memory.free(Addresses.frame(frame), 0));
    }

    private static PhysicalMemory twoNodes(KernelVersion kernel) {
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .kernel(kernel)
                .range(0, 8192, 0)
                .range(8192, 16384, 1)
                .topology(new int[][] {{10, 20}, {20, 10}}, 0);
        PhysicalMemory memory = builder.build();
        memory.freeAtBoot(Addresses.pfn(0), 16384);
        builder.finish(memory);
        return memory;
    }

    @Test
    void onceASecondTheSharedCounterBecomesExact() {
        PhysicalMemory memory = started(SmallMachine.of(64));
        Zone zone = zone(memory, 0);
        use(memory, 0, 1);
        assertThat(zone.free().rest(0)).isNotZero();
        clock.advance(SECOND - 1);
        assertThat(zone.free().rest(0)).isNotZero();
        clock.advance(1);
        assertThat(zone.free().rest(0)).isZero();
        assertThat(zone.free().global()).isEqualTo(zone.free().exact());
    }

    @Test
    void whatListsMayKeepDecaysByAnEighthASecondDownToTheLeast() {
        PhysicalMemory memory = started(SmallMachine.of(64));
        PerCpuPages pages = memory.pcp().of(zone(memory, 0), 0);
        pages.setState(800, 0, 0, 0);
        use(memory, 0, 1);
        int before = pages.high();
        clock.advance(SECOND);
        assertThat(pages.high()).isEqualTo(before - before / 8);
        clock.advance(30 * SECOND);
        assertThat(pages.high()).isEqualTo(HIGH_MIN);
    }

    @Test
    void framesAboveTheDecayedLimitGoBack() {
        PhysicalMemory memory = started(SmallMachine.of(64));
        PerCpuPages pages = memory.pcp().of(zone(memory, 0), 0);
        pages.setState(HIGH_MAX, 0, 0, 0);
        use(memory, 0, 700);
        memory.allocate(Gfp.KERNEL, 4, 0);
        assertThat(zone(memory, 0).free().rest(0)).isNotZero();
        assertThat(pages.count()).isGreaterThan(HIGH_MIN);
        clock.advance(60 * SECOND);
        assertThat(pages.count()).isEqualTo(HIGH_MIN);
    }

    @Test
    void framesOfAnotherNodeThatAreNotUsedGoBackAfterThreeSeconds() {
        PhysicalMemory memory = started(twoNodes(KernelVersion.V6_12));
        PerCpuPages pages = memory.pcp().of(zone(memory, 1), 0);
        use(memory, 1, 5);
        int count = pages.count();
        assertThat(count).isPositive();
        clock.advance(2 * SECOND);
        assertThat(pages.count()).isEqualTo(count);
        clock.advance(SECOND);
        assertThat(pages.count()).isEqualTo(Math.max(0, count - BATCH));
    }

    @Test
    void beforeLinux612AListThatIsWaitedForDoesNotKeepTheWorkerGoing() {
        PhysicalMemory memory = started(twoNodes(KernelVersion.V6_1));
        PerCpuPages pages = memory.pcp().of(zone(memory, 1), 0);
        use(memory, 1, 5);
        int count = pages.count();
        clock.advance(10 * SECOND);
        assertThat(pages.count()).isEqualTo(count);
    }
}
