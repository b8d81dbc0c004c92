package org.mmlab.bench.space;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MemoryCalls;
import org.mmlab.virtual.syscall.Prot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a munmap and an mmap cost in an address space of many areas, which should grow with the logarithm of their number: an area
 * somewhere among them goes, and the kernel looks for a gap, finds the one, and an area is there again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ManyAreasBenchmark {
    private static final int PLACES = 1 << 12;
    private static final long SEED = 42;
    private static final long TASK_BYTES = 0x7fff_ffff_f000L;
    private static final long ANON = MapFlags.PRIVATE | MapFlags.ANONYMOUS;

    /** Areas of a page each; neighbours differ in their rights, so that none merge. */
    @Param({"10", "1000", "100000"})
    public int areas = 10;

    /** The index of areas. */
    @Param({"maple", "rbtree"})
    public String index = "maple";

    MemoryCalls calls = callsOn(Machines.boot(), index, areas);
    private final int[] places = new int[PLACES];
    private long lowest;
    private int next;

    /** An address space that may have so many areas: {@code vm.max_map_count} is 65,530 otherwise. */
    private static MemoryCalls callsOn(Machine machine, String index, int areas) {
        PolicyRegistry registry = PolicyCatalog.registry();
        VmSystem system = new VmSystem(
                machine.virtual().settings().withMaxMapCount(areas + 2),
                machine.virtual().files(),
                () -> registry.create(VmaIndex.class, PolicyReference.parse(index)),
                () -> registry.create(UnmappedArea.class, PolicyReference.parse("top-down")),
                machine.paging());
        return new MemoryCalls(system.newSpace(1, MmLayout.of(TASK_BYTES, 0)));
    }

    /** Maps all areas, each below the one before. */
    @Setup
    public void mapAll() {
        calls = callsOn(Machines.boot(), index, areas);
        for (int i = 0; i < areas; i++) {
            lowest = map(i);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < PLACES; i++) {
            places[i] = random.nextInt(areas);
        }
    }

    private long map(int number) {
        return calls.mmap(0, Areas.PAGE_BYTES, number % 2 == 0 ? Prot.READ : Prot.READ | Prot.WRITE, ANON, null, 0);
    }

    /** One munmap and one mmap; gives the address, which is that of the area that went. */
    @Benchmark
    public long unmapAndMap() {
        next = (next + 1) & (PLACES - 1);
        int place = places[next];
        calls.munmap(addressOf(place), Areas.PAGE_BYTES);
        return map(place);
    }

    /** Where the area of that number lies. */
    private long addressOf(int number) {
        return lowest + (long) (areas - 1 - number) * Areas.PAGE_BYTES;
    }

    long nextAddress() {
        return addressOf(places[(next + 1) & (PLACES - 1)]);
    }
}
