package org.mmlab.bench.whole;

import java.util.concurrent.TimeUnit;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
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

/**
 * How long a big machine without contents takes to boot with each memory model, and how much heap it fills. A machine of 1 TiB:
 * {@code -p ram=1T -jvmArgsAppend -Xmx10g}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BootBenchmark {
    /** The memory model. */
    @Param({"flat", "discontig", "sparse", "sparse-vmemmap"})
    public String model = "sparse-vmemmap";

    /** Memory. */
    @Param("64G")
    public String ram = "64M";

    private Machine machine = Machines.boot("ram", "64M");

    /** Lets go of the machine of the boot before, so that there is room for the next. */
    @Setup(Level.Invocation)
    public void dropLast() {
        machine = Machines.boot("ram", "64M");
        System.gc();
    }

    /** One boot; gives the machine. */
    @Benchmark
    public Machine boot() {
        machine = Machines.boot("ram", ram, "model", model);
        return machine;
    }

    /** Says how much heap the machine fills. */
    @TearDown
    public void report() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        System.out.printf(
                "%n%s with %s: %d MiB of heap for metadata of %d frames%n",
                ram, model, used >> 20, machine.memory().table().frames());
    }
}
