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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The bulk job of the LLFree paper: almost all of memory is allocated, block by block, then freed in the same order; each half is
 * measured by itself, as there. The paper gives for one core of a 2.2 GHz Xeon, allocation: order 0, Linux 94 ns, LLFree 83 ns;
 * order 9, Linux 2756 ns, LLFree 311 ns. Request as in its kernel module (github.com/luhsra/linux-alloc-bench, {@code bulk}):
 * {@code GFP_HIGHUSER_MOVABLE | __GFP_THISNODE}, not compound.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BulkBenchmark {
    /** Frames that an invocation takes: 15/16 of a machine of 4 GiB; the rest is metadata and reserves. */
    static final int FRAMES = 15 << 16;

    /** The machine, and what is held of its memory. */
    @State(Scope.Thread)
    public static class Job {
        private static final int GFP = Gfp.HIGHUSER_MOVABLE | Gfp.THISNODE;

        /** Who finds blocks within a zone. */
        @Param({"buddy", "bitmap", "llfree"})
        public String allocator = "buddy";

        Machine machine = Machines.boot("ram", "64M");
        private PhysicalMemory memory = machine.memory();
        private final int[] held = new int[FRAMES];
        private int count;
        private int heldOrder;

        /** Boots a machine with the allocator. */
        @Setup
        public void boot() {
            machine = Machines.boot("ram", "4G", "allocator", allocator);
            memory = machine.memory();
        }

        /** Gives back what an allocating benchmark took, and makes large blocks again of what lies on per-CPU lists. */
        @TearDown(Level.Invocation)
        public void giveBack() {
            freeAll();
            memory.drainAll();
        }

        int takeAll(int order) {
            int blocks = FRAMES >> order;
            for (int i = 0; i < blocks; i++) {
                @FrameIndex int frame = memory.allocate(GFP, order, 0);
                if (frame == Addresses.NO_FRAME) {
                    throw new IllegalStateException(
                            "no block of order " + order + " is left after " + i + " of " + blocks);
                }
                held[i] = Addresses.rawFrame(frame);
            }
            heldOrder = order;
            count = blocks;
            return count;
        }

        int freeAll() {
            for (int i = 0; i < count; i++) {
                memory.free(Addresses.frame(held[i]), heldOrder);
            }
            int freed = count;
            count = 0;
            return freed;
        }
    }

    /** Sees to it that all frames are there to be freed. */
    @State(Scope.Thread)
    public static class Filled extends Job {
        /** Takes single frames. */
        @Setup(Level.Invocation)
        public void fill() {
            takeAll(0);
        }
    }

    /** Sees to it that all huge blocks are there to be freed. */
    @State(Scope.Thread)
    public static class FilledHuge extends Job {
        /** Takes huge blocks. */
        @Setup(Level.Invocation)
        public void fill() {
            takeAll(9);
        }
    }

    /** All single frames; gives how many. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int allocateOrder0(Job job) {
        return job.takeAll(0);
    }

    /** All of them back; gives how many. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int freeOrder0(Filled job) {
        return job.freeAll();
    }

    /** All huge blocks; gives how many. */
    @Benchmark
    @OperationsPerInvocation(FRAMES >> 9)
    public int allocateOrder9(Job job) {
        return job.takeAll(9);
    }

    /** All of them back; gives how many. */
    @Benchmark
    @OperationsPerInvocation(FRAMES >> 9)
    public int freeOrder9(FilledHuge job) {
        return job.freeAll();
    }
}
