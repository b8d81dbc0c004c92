package org.mmlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.bench.access.ColdWalkBenchmark;
import org.mmlab.bench.access.TlbHitBenchmark;
import org.mmlab.bench.access.WalkBenchmark;
import org.mmlab.bench.alloc.AllocBenchmark;
import org.mmlab.bench.fault.CowBreakBenchmark;
import org.mmlab.bench.fault.MinorFaultBenchmark;
import org.mmlab.bench.fault.ReclaimBenchmark;
import org.mmlab.kit.spec.PolicyCatalog;

/** That the machine's hot paths leave no garbage: the JVM counts the bytes that a thread allocates. No clock is read. */
class GarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Room for what the JVM itself does now and then, such as linking a call site: bytes in thousands of operations. */
    private static final long NOTHING = 256;

    private static final int REPEATS = 3;

    private static long bytesOf(Runnable work) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    /** The least that some runs allocate, after some others: garbage of the operation itself is in every repeat. */
    private static long steadyBytes(int warmUp, int runs, Runnable work) {
        Runnable all = () -> {
            for (int i = 0; i < runs; i++) {
                work.run();
            }
        };
        for (int i = 0; i < warmUp; i++) {
            work.run();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            least = Math.min(least, bytesOf(all));
        }
        return least;
    }

    @Test
    void anAccessThatHitsTheTlbLeavesNone() {
        TlbHitBenchmark hit = new TlbHitBenchmark();
        assertThat(steadyBytes(1000, 100_000, hit::read)).isLessThan(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86-64-4level", "x86-64-5level", "i386", "i386-pae", "hashed", "mips-soft"})
    void aWalkLeavesNone(String pageTable) {
        WalkBenchmark warm = new WalkBenchmark();
        warm.pageTable = pageTable;
        warm.boot();
        assertThat(steadyBytes(1000, 20_000, warm::flushAndRead)).isLessThan(NOTHING);
        ColdWalkBenchmark cold = new ColdWalkBenchmark();
        cold.pageTable = pageTable;
        cold.touchAll();
        assertThat(steadyBytes(20_000, 20_000, cold::read)).isLessThan(NOTHING);
    }

    @ParameterizedTest
    @EnumSource
    void aMinorFaultLeavesNoneNorDoesMadvise(MinorFaultBenchmark.Kind kind) {
        MinorFaultBenchmark fault = new MinorFaultBenchmark();
        fault.kind = kind;
        fault.map();
        assertThat(steadyBytes(20, 100, fault::touchAndDrop)).isLessThan(NOTHING);
    }

    @Test
    void aBreakOfCopyOnWriteLeavesNone() {
        CowBreakBenchmark cow = new CowBreakBenchmark();
        cow.write();
        for (int i = 0; i < 3; i++) {
            cow.fork();
            cow.breakAll();
            cow.exit();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            cow.fork();
            least = Math.min(least, bytesOf(cow::breakAll));
            cow.exit();
        }
        assertThat(least).isLessThan(NOTHING);
    }

    /** An index of areas grows once, and then neither look-ups nor changes make garbage. */
    @ParameterizedTest
    @ValueSource(strings = {"maple", "rbtree"})
    void anIndexOfAreasLeavesNone(String name) {
        VmaIndex index = PolicyCatalog.registry().create(VmaIndex.class, PolicyReference.parse(name));
        int areas = 5000;
        long page = Addresses.PAGE_SIZE;
        for (int area = 0; area < areas; area++) {
            index.insert(Addresses.virt(2 * area * page), Addresses.virt((2 * area + 1) * page), area);
        }
        SplittableRandom random = new SplittableRandom(1);
        int[] wrong = {0};
        Runnable changeAndLook = () -> {
            int area = 1 + random.nextInt(areas - 1);
            @VirtAddr long start = Addresses.virt(2 * area * page);
            @VirtAddr long end = Addresses.virt(2 * areas * page);
            wrong[0] += index.find(start) == area ? 0 : 1;
            index.remove(start);
            wrong[0] += index.before(start) == area - 1 ? 0 : 1;
            wrong[0] += index.lowestGap(Addresses.virt(0), end, 3 * page) == start - page ? 0 : 1;
            wrong[0] += index.highestGap(Addresses.virt(0), end, 3 * page) == start + 2 * page ? 0 : 1;
            index.insert(start, start + page, area);
        };
        assertThat(steadyBytes(20_000, 20_000, changeAndLook)).isLessThan(NOTHING);
        assertThat(wrong[0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buddy", "bitmap", "llfree"})
    void allocationLeavesNone(String allocator) {
        AllocBenchmark alloc = new AllocBenchmark();
        alloc.allocator = allocator;
        for (String pcp : new String[] {"on", "off"}) {
            alloc.pcp = pcp;
            alloc.boot();
            for (int order : new int[] {0, 9}) {
                alloc.order = order;
                assertThat(steadyBytes(1000, 10_000, alloc::allocateAndFree)).isLessThan(NOTHING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux.active-inactive", "clock", "lru", "arc"})
    void reclaimAndSwapLeaveNextToNone(String policy) {
        ReclaimBenchmark reclaim = new ReclaimBenchmark();
        reclaim.reclaim = policy;
        reclaim.fill();
        int batches = 20;
        // A queue of requests that was never so long before grows, which takes longer than the caches' filling does.
        long bytes = steadyBytes(240, batches, reclaim::writeBatch);
        assertThat((double) bytes / (batches * ReclaimBenchmark.BATCH)).isLessThan(1);
    }

    @Test
    void aFrameHasAtMost32BytesOfMetadata() {
        int frames = 1 << 20;
        long one = bytesOf(() -> metadata(frames));
        long two = bytesOf(() -> metadata(2 * frames));
        assertThat((double) (two - one) / frames).isLessThanOrEqualTo(32);
    }

    private static Object[] metadata(int frames) {
        return new Object[] {new FrameTable(frames), new FrameLists(frames, IndexLists.Checks.OFF)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "discontig", "sparse", "sparse-vmemmap"})
    void aBootAllocatesLittleMoreThanThat(String model) {
        Machines.boot("ram", "512M", "model", model);
        long small = bytesOf(() -> Machines.boot("ram", "512M", "model", model));
        long large = bytesOf(() -> Machines.boot("ram", "1536M", "model", model));
        assertThat((double) (large - small) / (1 << 18)).isLessThan(33);
    }
}
