package org.mmlab.bench.fault;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.syscall.MapFlags;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the first touch of a page costs, from the fault to the mapped page, and its share of dropping it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MinorFaultBenchmark {
    /** Pages that are touched before all are dropped. */
    static final int PAGES = 256;

    private static final int PAGE_BYTES = 4096;
    private static final int AREA_BYTES = PAGES * PAGE_BYTES;
    /** MADV_DONTNEED. */
    private static final int DONTNEED = 4;

    /** What the fault finds. */
    public enum Kind {
        /** A read of anonymous memory: the shared zero page. */
        ZERO_PAGE,
        /** A write to anonymous memory: a frame of its own. */
        ANON_WRITE,
        /** A read of a mapped file that is cached, without fault-around: one fault a page. */
        FILE_MAP,
        /** A write to a private mapping of a file that is cached: a copy. */
        FILE_COPY
    }

    /** What the fault finds. */
    @Param
    public Kind kind = Kind.ANON_WRITE;

    final Machine machine = Machines.boot("ram", "64M", "fault-around", "none");
    private final Process process = machine.newProcess();
    private long area = process.mmap(AREA_BYTES, "rw-");
    private int access = Access.WRITE;

    /** Maps the area that the kind of fault needs, and reads a file into the cache. */
    @Setup
    public void map() {
        access = kind == Kind.ZERO_PAGE || kind == Kind.FILE_MAP ? Access.READ : Access.WRITE;
        if (kind == Kind.FILE_MAP || kind == Kind.FILE_COPY) {
            int file = machine.cache().create("file", PageCache.FileKind.REGULAR, AREA_BYTES);
            OpenFile open = machine.virtual().files().open(file, OpenFile.Mode.READ);
            area = process.mmap(0, AREA_BYTES, "rw-", MapFlags.PRIVATE, open, 0);
            touchAndDrop();
        }
    }

    /** One touch of each page, then one madvise that drops them; gives its return code. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public int touchAndDrop() {
        for (int offset = 0; offset < AREA_BYTES; offset += PAGE_BYTES) {
            process.touch(area + offset, access);
        }
        return process.calls().madvise(area, AREA_BYTES, DONTNEED);
    }
}
