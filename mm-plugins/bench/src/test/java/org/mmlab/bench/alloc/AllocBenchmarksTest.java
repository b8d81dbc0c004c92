package org.mmlab.bench.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the benchmarks of allocators measure what they say. */
class AllocBenchmarksTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void blocksThatAreTakenAreGivenBack(int order) {
        AllocBenchmark alloc = new AllocBenchmark();
        alloc.boot();
        long free = alloc.machine.freeFrames();
        alloc.order = order;
        alloc.allocateAndFree();
        assertThat(alloc.machine.freeFrames()).isEqualTo(free);
    }

    @Test
    void theBulkJobTakesNearlyAllOfMemoryAndGivesItBack() {
        BulkBenchmark.Job bulk = new BulkBenchmark.Job();
        bulk.boot();
        long free = bulk.machine.freeFrames();
        for (int order : new int[] {0, 9}) {
            assertThat(bulk.takeAll(order)).isEqualTo(BulkBenchmark.FRAMES >> order);
            assertThat(bulk.machine.freeFrames()).isEqualTo(free - BulkBenchmark.FRAMES);
            bulk.giveBack();
            assertThat(bulk.machine.freeFrames()).isEqualTo(free);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"buddy", "bitmap", "llfree"})
    void anAgedMachineIsInUseAsFarAsAskedAndFragmented(String allocator) {
        AgedBenchmark aged = new AgedBenchmark();
        aged.allocator = allocator;
        aged.mib = 64;
        aged.use = 90;
        aged.age();
        long free = aged.machine.freeFrames();
        assertThat((double) free).isBetween(0.08 * (64 << 8), 0.1 * (64 << 8));
        for (int i = 0; i < 1000; i++) {
            aged.freeAndTake();
        }
        assertThat(aged.machine.freeFrames()).isBetween(free - 512, free + 512);
        assertThat(aged.unusable()).isBetween(0.2, 1.0);
    }
}
