package org.mmlab.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the first write to an anonymous page costs, from the fault to the mapped page, and its share of dropping it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MinorFaultBenchmark {
    /** Pages that are written before all are dropped. */
    static final int PAGES = 256;

    private static final int PAGE_BYTES = 4096;
    private static final int AREA_BYTES = PAGES * PAGE_BYTES;
    /** MADV_DONTNEED. */
    private static final int DONTNEED = 4;

    final Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "64M", "contents", "none")));
    private final Process process = machine.newProcess();
    private final long area = process.mmap(AREA_BYTES, "rw-");

    /** One write to each page, then one madvise that drops them; gives its return code. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public int writeAndDrop() {
        for (int offset = 0; offset < AREA_BYTES; offset += PAGE_BYTES) {
            process.touch(area + offset, Access.WRITE);
        }
        return process.calls().madvise(area, AREA_BYTES, DONTNEED);
    }
}
