package org.mmlab.bench.alloc;

import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What blocks of random sizes cost on a machine that has aged: half of them single frames, a quarter of two frames, and so on up to
 * order 9, taken and freed at random until every block was replaced many times, at a share of memory in use. When it ends it says how
 * fragmented the free memory is: the share of it that an allocation of order 9 cannot use (Linux: {@code unusable_free_index}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AgedBenchmark {
    private static final int LARGEST = 9;
    /** Fails rather than reclaims: there is nothing to reclaim. */
    private static final int GFP = Gfp.HIGHUSER_MOVABLE & ~Gfp.RECLAIM | Gfp.NOWARN;
    /** How often every frame in use is replaced before the measurement. */
    private static final int GENERATIONS = 8;

    private static final long SEED = 42;

    /** Who finds blocks within a zone. */
    @Param({"buddy", "bitmap", "llfree"})
    public String allocator = "buddy";

    /** Percentage of memory in use. */
    @Param({"50", "90"})
    public int use = 50;

    /** Memory of the machine in MiB. */
    @Param("1024")
    public int mib = 64;

    Machine machine = Machines.boot("ram", "64M");
    private PhysicalMemory memory = machine.memory();
    private SplittableRandom random = new SplittableRandom(SEED);
    private int[] frames = new int[0];
    private byte[] orders = new byte[0];
    private int blocks;
    private long used;
    private long target;
    private long failures;

    /** Boots a machine with the allocator and ages it. */
    @Setup
    public void age() {
        machine = Machines.boot("ram", mib + "M", "allocator", allocator);
        memory = machine.memory();
        random = new SplittableRandom(SEED);
        long managed = machine.freeFrames();
        frames = new int[(int) managed];
        orders = new byte[(int) managed];
        blocks = 0;
        used = 0;
        target = managed * use / 100;
        take();
        for (long taken = 0; taken < GENERATIONS * target; ) {
            long before = used;
            freeOne();
            taken += before - used;
            take();
        }
        failures = 0;
    }

    /** One random block freed, and blocks of random sizes taken until as much is in use as before, one on average; gives how many. */
    @Benchmark
    public int freeAndTake() {
        freeOne();
        return take();
    }

    private void freeOne() {
        int victim = random.nextInt(blocks);
        int order = orders[victim];
        memory.free(Addresses.frame(frames[victim]), order);
        used -= 1L << order;
        blocks--;
        frames[victim] = frames[blocks];
        orders[victim] = orders[blocks];
    }

    private int take() {
        int taken = 0;
        while (used < target) {
            int order = Math.min(Integer.numberOfTrailingZeros(random.nextInt()), LARGEST);
            @FrameIndex int frame = memory.allocate(GFP, order, 0);
            if (frame == Addresses.NO_FRAME) {
                failures++;
                order = 0;
                frame = memory.allocate(GFP, order, 0);
            }
            if (frame == Addresses.NO_FRAME) {
                throw new IllegalStateException("no frame is free with " + used + " of " + target + " in use");
            }
            frames[blocks] = Addresses.rawFrame(frame);
            orders[blocks] = (byte) order;
            blocks++;
            used += 1L << order;
            taken++;
        }
        return taken;
    }

    /** Says how fragmented the free memory is. */
    @TearDown(Level.Trial)
    public void report() {
        System.out.printf(
                "%n%s at %d %% use: %.1f %% of free memory is unusable for order %d; %d allocations failed for want of a block%n",
                allocator, use, 100 * unusable(), LARGEST, failures);
    }

    /** The share of free memory that does not lie in free blocks of order 9 or above, 0 to 1. */
    double unusable() {
        memory.drainAll();
        long[] usable = new long[1];
        memory.nodes()
                .populatedZones()
                .forEach(zone -> zone.freeBlocks().forEach((frame, order, type) -> {
                    if (order >= LARGEST) {
                        usable[0] += 1L << order;
                    }
                }));
        return 1 - (double) usable[0] / memory.freeFrames();
    }
}
