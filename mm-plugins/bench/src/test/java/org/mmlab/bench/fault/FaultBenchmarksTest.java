package org.mmlab.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.event.VmEvent;

/** That the benchmarks of faults measure what they say. */
class FaultBenchmarksTest {

    @ParameterizedTest
    @EnumSource
    void everyTouchFaultsOnADroppedPage(MinorFaultBenchmark.Kind kind) {
        MinorFaultBenchmark fault = new MinorFaultBenchmark();
        fault.kind = kind;
        fault.map();
        long faults = fault.machine.count(VmEvent.PGFAULT);
        long major = fault.machine.count(VmEvent.PGMAJFAULT);
        for (int i = 1; i <= 3; i++) {
            assertThat(fault.touchAndDrop()).isZero();
            assertThat(fault.machine.count(VmEvent.PGFAULT) - faults).isEqualTo((long) i * MinorFaultBenchmark.PAGES);
        }
        assertThat(fault.machine.count(VmEvent.PGMAJFAULT)).isEqualTo(major);
    }

    @Test
    void everyWriteOfTheChildCopies() {
        CowBreakBenchmark cow = new CowBreakBenchmark();
        cow.write();
        for (int i = 0; i < 3; i++) {
            cow.fork();
            long free = cow.machine.freeFrames();
            cow.breakAll();
            assertThat(free - cow.machine.freeFrames()).isEqualTo(CowBreakBenchmark.PAGES);
            cow.exit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux.active-inactive", "clock"})
    void everyWriteBringsAPageBackFromSwap(String policy) {
        ReclaimBenchmark reclaim = new ReclaimBenchmark();
        reclaim.reclaim = policy;
        reclaim.fill();
        long in = reclaim.machine.count(VmEvent.PSWPIN);
        long out = reclaim.machine.count(VmEvent.PSWPOUT);
        for (int i = 0; i < 16; i++) {
            reclaim.writeBatch();
        }
        long pages = 16L * ReclaimBenchmark.BATCH;
        assertThat(reclaim.machine.count(VmEvent.PSWPIN) - in).isBetween(pages / 2, pages * 2);
        assertThat(reclaim.machine.count(VmEvent.PSWPOUT) - out).isBetween(pages / 2, pages * 2);
    }
}
