package org.mmlab.bench.access;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.translation.Access;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an access costs that hits the TLB: a read of a page in memory, again and again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TlbHitBenchmark {
    final ResidentPage page = new ResidentPage("x86-64-4level");

    /** One read; gives its physical address. */
    @Benchmark
    public long read() {
        return page.process.touch(page.address, Access.READ);
    }
}
