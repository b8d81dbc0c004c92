package org.mmlab.bench.access;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an access costs that misses the TLB and whose page-table entries were not read for long: reads of many pages, far from each
 * other, in a random order that repeats. There are more of them than the TLBs hold, so each walks, by an entry that shares its line
 * of memory with no other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ColdWalkBenchmark {
    /** Pages that are read in turn: twice as many as the larger level of the TLB holds, and more. */
    static final int PAGES = 1 << 13;

    /** Between two pages: 256 KiB, so that their entries are 256 bytes or more apart. */
    private static final int SPACING_SHIFT = 18;

    private static final long SEED = 42;

    /** The page-table format. */
    @Param({"x86-64-4level", "x86-64-5level", "i386", "i386-pae", "hashed", "mips-soft"})
    public String pageTable = "x86-64-4level";

    Machine machine = Machines.boot("ram", "128M", "model", "flat");
    private Process process = machine.newProcess();
    private final long[] addresses = new long[PAGES];
    private int next;

    /** Boots a machine with the format and touches all pages once. */
    @Setup
    public void touchAll() {
        machine = Machines.boot("ram", "128M", "model", "flat", "page-table", pageTable);
        process = machine.newProcess();
        // 32-bit formats have no room for all pages in one area of this spacing: the second half lies a page further
        // on.
        int half = PAGES / 2;
        long area = process.mmap((long) half << SPACING_SHIFT, "rw-");
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < PAGES; i++) {
            long address = area + ((long) (i % half) << SPACING_SHIFT) + (i < half ? 0 : 1L << SPACING_SHIFT - 1);
            process.touch(address, Access.WRITE);
            int place = random.nextInt(i + 1);
            addresses[i] = addresses[place];
            addresses[place] = address;
        }
    }

    /** One read of the next page; gives its physical address. */
    @Benchmark
    public long read() {
        next = (next + 1) & (PAGES - 1);
        return process.touch(addresses[next], Access.READ);
    }

    long walks() {
        return process.mmu().counters().walks() + process.mmu().counters().refills();
    }
}
