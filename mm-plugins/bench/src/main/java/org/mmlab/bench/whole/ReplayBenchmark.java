package org.mmlab.bench.whole;

import java.util.concurrent.TimeUnit;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.replay.ProgramLayout;
import org.mmlab.kit.replay.Replay;
import org.mmlab.kit.replay.ReplayResult;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.format.BundledTraces;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How long a traced program takes on the whole machine: the boot, the survey of the trace for its areas, and every page touch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReplayBenchmark {
    /** A recording that comes with the kit. */
    @Param(BundledTraces.DEFAULT)
    public String trace = BundledTraces.DEFAULT;

    /** Whether each read is checked to find what was written. */
    @Param({"full", "none"})
    public String contents = "none";

    /** One boot and one replay; gives what happened. */
    @Benchmark
    public ReplayResult replay() {
        Machine machine = Machines.boot("contents", contents);
        Trace recording = BundledTraces.open(trace);
        return new Replay(machine, ProgramLayout.of(recording)).run(recording, touches -> {});
    }
}
