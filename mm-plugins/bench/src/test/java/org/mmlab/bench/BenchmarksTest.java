package org.mmlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run. */
class BenchmarksTest {

    @Test
    void eachRunsWithEachParameter() throws RunnerException {
        Options once = new OptionsBuilder()
                .include("org.mmlab.bench.*")
                .param("trace", "true.f16")
                .param("ram", "64M")
                .param("mib", "64")
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
                .hasToString("{access.ColdWalkBenchmark.read=6, access.TlbHitBenchmark.read=1,"
                        + " access.WalkBenchmark.flushAndRead=6,"
                        + " alloc.AgedBenchmark.freeAndTake=6, alloc.AllocBenchmark.allocateAndFree=12,"
                        + " alloc.BulkBenchmark.allocateOrder0=3, alloc.BulkBenchmark.allocateOrder9=3,"
                        + " alloc.BulkBenchmark.freeOrder0=3, alloc.BulkBenchmark.freeOrder9=3,"
                        + " fault.CowBreakBenchmark.breakAll=1, fault.MinorFaultBenchmark.touchAndDrop=4,"
                        + " fault.ReclaimBenchmark.writeBatch=4, policy.PolicyBenchmark.replay=45,"
                        + " space.ForkBenchmark.fork=1, space.ManyAreasBenchmark.unmapAndMap=6,"
                        + " space.SharersBenchmark.referenced=3, space.UnmapBenchmark.unmap=1,"
                        + " whole.BootBenchmark.boot=4, whole.ReplayBenchmark.replay=2}");
    }
}
