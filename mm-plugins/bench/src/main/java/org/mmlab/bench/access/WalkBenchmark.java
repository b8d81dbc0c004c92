package org.mmlab.bench.access;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an access costs that misses the TLB: the page is dropped from it, the read walks the page table and fills it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WalkBenchmark {
    /** The page-table format. */
    @Param({"x86-64-4level", "x86-64-5level", "i386", "i386-pae", "hashed", "mips-soft"})
    public String pageTable = "x86-64-4level";

    ResidentPage page = new ResidentPage(pageTable);

    /** Boots a machine with the format. */
    @Setup
    public void boot() {
        page = new ResidentPage(pageTable);
    }

    /** One flush and one read; gives its physical address. */
    @Benchmark
    public long flushAndRead() {
        page.mmu().flushPage(Addresses.virt(page.address));
        return page.process.touch(page.address, Access.READ);
    }
}
