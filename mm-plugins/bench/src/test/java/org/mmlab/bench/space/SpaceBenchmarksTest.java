package org.mmlab.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.kit.machine.Process;

/** That the benchmarks of address spaces measure what they say. */
class SpaceBenchmarksTest {

    @Test
    void aForkSharesEveryPage() {
        ForkBenchmark fork = new ForkBenchmark();
        fork.mib = 8;
        fork.boot();
        Process child = fork.fork();
        assertThat(child.pages().resident()).isEqualTo(8 << 8);
        long free = fork.machine.freeFrames();
        fork.exit();
        assertThat(fork.machine.freeFrames() - free).isBetween(4L, 64L);
    }

    @Test
    void munmapFreesEveryPage() {
        UnmapBenchmark unmap = new UnmapBenchmark();
        unmap.mib = 8;
        unmap.boot();
        for (int i = 0; i < 3; i++) {
            unmap.fill();
            long free = unmap.machine.freeFrames();
            assertThat(unmap.unmap()).isZero();
            assertThat(unmap.machine.freeFrames() - free).isBetween(8L << 8, (8L << 8) + 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void anAreaGoesAndComesBackToItsPlace(int areas) {
        ManyAreasBenchmark many = new ManyAreasBenchmark();
        many.areas = areas;
        many.mapAll();
        assertThat(many.calls.space().areaCount()).isEqualTo(areas);
        for (int i = 0; i < 100; i++) {
            long expected = many.nextAddress();
            assertThat(many.unmapAndMap()).isEqualTo(expected);
        }
        assertThat(many.calls.space().areaCount()).isEqualTo(areas);
    }

    @Test
    void allSharersMapTheFrame() {
        SharersBenchmark sharers = new SharersBenchmark();
        sharers.sharers = 100;
        sharers.share();
        assertThat(sharers.mapcount()).isEqualTo(100);
    }
}
