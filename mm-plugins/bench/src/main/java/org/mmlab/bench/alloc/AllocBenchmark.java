package org.mmlab.bench.alloc;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.page.PhysicalMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What taking a block of frames and giving it back costs: one frame, and a compound block as large as a huge page. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllocBenchmark {
    /** Logarithm of the frames of a block. */
    @Param({"0", "9"})
    public int order;

    /** Who finds blocks within a zone. */
    @Param({"buddy", "bitmap", "llfree"})
    public String allocator = "buddy";

    /** Whether freed frames wait on per-CPU lists. */
    @Param({"on", "off"})
    public String pcp = "on";

    Machine machine = Machines.boot("ram", "64M");
    private PhysicalMemory memory = machine.memory();

    /** Boots a machine with the allocator. */
    @Setup
    public void boot() {
        machine = Machines.boot("ram", "64M", "allocator", allocator, "pcp", pcp);
        memory = machine.memory();
    }

    /** One block taken and given back; gives its first frame. */
    @Benchmark
    public int allocateAndFree() {
        @FrameIndex int frame = memory.allocate(Gfp.HIGHUSER_MOVABLE | Gfp.COMP, order, 0);
        if (frame == Addresses.NO_FRAME) {
            throw new IllegalStateException("no free block of order " + order + " in 64 MiB that nobody uses");
        }
        memory.free(frame, order);
        return Addresses.rawFrame(frame);
    }
}
