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

/** What munmap costs of an area that is all there: every entry is cleared, every frame and table freed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class UnmapBenchmark {
    /** The size of the area in MiB. */
    @Param("1024")
    public int mib = 1024;

    Machine machine = Machines.boot();
    private Process process = machine.newProcess();
    private long area;

    /** Boots a machine that has room. */
    @Setup
    public void boot() {
        machine = Machines.boot("ram", mib + 128 + "M");
        process = machine.newProcess();
    }

    /** Maps the area and writes each page. */
    @Setup(Level.Invocation)
    public void fill() {
        area = Areas.mapAndWrite(process, (long) mib << 20);
    }

    /** One munmap; gives its return code. */
    @Benchmark
    public int unmap() {
        return process.calls().munmap(area, (long) mib << 20);
    }
}
