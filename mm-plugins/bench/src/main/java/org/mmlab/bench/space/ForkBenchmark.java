package org.mmlab.bench.space;

import java.util.concurrent.TimeUnit;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What fork costs in a process whose memory is all there: every entry is copied and made read-only. The child's exit is not counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ForkBenchmark {
    /** The size of the process in MiB. */
    @Param("1024")
    public int mib = 1024;

    Machine machine = Machines.boot();
    private Process parent = machine.newProcess();
    private Process child = parent;

    /** Boots a machine that has room, and writes every page of the process. */
    @Setup
    public void boot() {
        machine = Machines.boot("ram", 2 * mib + 64 + "M");
        parent = machine.newProcess();
        Areas.mapAndWrite(parent, (long) mib << 20);
    }

    /** Ends the child. */
    @TearDown(Level.Invocation)
    public void exit() {
        child.exit();
    }

    /** One fork; gives the child. */
    @Benchmark
    public Process fork() {
        child = parent.fork();
        return child;
    }
}
