package org.mmlab.bench.fault;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a page costs that comes back from swap while another one goes: one process writes an area of twice the machine's memory, page
 * by page, over and over, so that each write faults and each fault makes reclaim find, unmap and write out a page.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReclaimBenchmark {
    /** Pages written by one invocation. */
    public static final int BATCH = 1024;

    private static final int PAGES = 1 << 14;
    private static final int PAGE_BYTES = 4096;

    /** The replacement policy. */
    @Param({"linux.active-inactive", "clock", "lru", "arc"})
    public String reclaim = "linux.active-inactive";

    Machine machine = Machines.boot("ram", "32M", "swap", "256M");
    private Process process = machine.newProcess();
    private long area;
    private int next;

    /** Boots a machine with the policy and writes the area once. */
    @Setup
    public void fill() {
        machine = Machines.boot("ram", "32M", "swap", "256M", "reclaim", reclaim);
        process = machine.newProcess();
        area = process.mmap((long) PAGES * PAGE_BYTES, "rw-");
        next = 0;
        for (int done = 0; done < PAGES; done += BATCH) {
            writeBatch();
        }
    }

    /** One write to each of the next pages; gives the last one's physical address. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long writeBatch() {
        long last = 0;
        for (int i = 0; i < BATCH; i++) {
            last = process.touch(area + (long) next * PAGE_BYTES, Access.WRITE);
            next = (next + 1) & (PAGES - 1);
        }
        machine.passTime();
        return last;
    }
}
