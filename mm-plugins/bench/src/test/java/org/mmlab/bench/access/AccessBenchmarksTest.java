package org.mmlab.bench.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.event.VmEvent;

/** That the benchmarks of accesses measure what they say. */
class AccessBenchmarksTest {

    @Test
    void aTlbHitDoesNotWalk() {
        TlbHitBenchmark hit = new TlbHitBenchmark();
        hit.read();
        long walks = hit.page.mmu().counters().walks();
        for (int i = 0; i < 10; i++) {
            hit.read();
        }
        assertThat(hit.page.mmu().counters().walks()).isEqualTo(walks);
    }

    @Test
    void aReadAfterAFlushWalksOnceAndDoesNotFault() {
        WalkBenchmark walk = new WalkBenchmark();
        walk.boot();
        long walks = walk.page.mmu().counters().walks();
        long faults = walk.page.machine.count(VmEvent.PGFAULT);
        for (int i = 0; i < 10; i++) {
            walk.flushAndRead();
        }
        assertThat(walk.page.mmu().counters().walks()).isEqualTo(walks + 10);
        assertThat(walk.page.machine.count(VmEvent.PGFAULT)).isEqualTo(faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86-64-4level", "i386", "mips-soft"})
    void aColdReadWalksAndDoesNotFault(String pageTable) {
        ColdWalkBenchmark walk = new ColdWalkBenchmark();
        walk.pageTable = pageTable;
        walk.touchAll();
        for (int i = 0; i < ColdWalkBenchmark.PAGES; i++) {
            walk.read();
        }
        long walks = walk.walks();
        long faults = walk.machine.count(VmEvent.PGFAULT);
        for (int i = 0; i < ColdWalkBenchmark.PAGES; i++) {
            walk.read();
        }
        assertThat(walk.walks() - walks).isEqualTo(ColdWalkBenchmark.PAGES);
        assertThat(walk.machine.count(VmEvent.PGFAULT)).isEqualTo(faults);
    }
}
