package org.mmlab.bench.fault;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the first write to a page costs that a fork left shared: the copy. Fork and exit are not counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CowBreakBenchmark {
    /** Pages that parent and child share before the child writes them. */
    static final int PAGES = 1 << 13;

    private static final int PAGE_BYTES = 4096;

    final Machine machine = Machines.boot("ram", "256M");
    private final Process parent = machine.newProcess();
    private final long area = parent.mmap((long) PAGES * PAGE_BYTES, "rw-");
    private Process child = parent;

    /** Writes every page, so that the child has something to share. */
    @Setup
    public void write() {
        writeAll(parent);
    }

    /** Makes the child. */
    @Setup(Level.Invocation)
    public void fork() {
        child = parent.fork();
    }

    /** Ends the child: its copies are freed. */
    @TearDown(Level.Invocation)
    public void exit() {
        child.exit();
    }

    /** Every page written by the child; gives the last one's physical address. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long breakAll() {
        return writeAll(child);
    }

    private long writeAll(Process process) {
        long last = 0;
        for (int page = 0; page < PAGES; page++) {
            last = process.touch(area + (long) page * PAGE_BYTES, Access.WRITE);
        }
        return last;
    }
}
