package org.mmlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run, and measure what they say. */
class BenchmarksTest {

    @Test
    void eachRunsWithEachParameter() throws RunnerException {
        Options once = new OptionsBuilder()
                .include("org.mmlab.bench.*")
                .param("trace", "true.f16")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        System.setProperty("jmh.ignoreLock", "true");
        TreeMap<String, Integer> runs = new TreeMap<>();
        for (RunResult result : new Runner(once).run()) {
            assertThat(result.getPrimaryResult().getScore()).isPositive();
            String name = result.getParams().getBenchmark();
            runs.merge(name.substring("org.mmlab.bench.".length()), 1, Integer::sum);
        }
        assertThat(runs)
                .hasToString("{AllocBenchmark.allocateAndFree=2, MinorFaultBenchmark.writeAndDrop=1,"
                        + " PolicyBenchmark.replay=15, ReplayBenchmark.replay=1, TlbHitBenchmark.read=1,"
                        + " WalkBenchmark.flushAndRead=6}");
    }

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

    @Test
    void everyWriteFaultsOnADroppedPage() {
        MinorFaultBenchmark fault = new MinorFaultBenchmark();
        for (int i = 1; i <= 3; i++) {
            assertThat(fault.writeAndDrop()).isZero();
            assertThat(fault.machine.count(VmEvent.PGFAULT)).isEqualTo((long) i * MinorFaultBenchmark.PAGES);
        }
    }

    @Test
    void blocksThatAreTakenAreGivenBack() {
        AllocBenchmark alloc = new AllocBenchmark();
        List<Long> free = new ArrayList<>();
        for (int order : new int[] {0, 9}) {
            alloc.order = order;
            alloc.allocateAndFree();
            free.add(alloc.machine.freeFrames());
        }
        assertThat(free).containsOnly(new AllocBenchmark().machine.freeFrames());
    }
}
