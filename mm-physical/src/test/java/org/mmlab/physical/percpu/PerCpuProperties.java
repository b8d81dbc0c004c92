package org.mmlab.physical.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;

/** Whatever is allocated and freed: copies do not meet, contents stay, hints do not lie, frames come back. */
class PerCpuProperties {
    /** One step: an allocation, or the free of one of those that live. */
    record Step(int size, int alignShift, int gfp, boolean reserved, int free, boolean work) {}

    private record Live(long pointer, int size, byte stamp) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.integers().between(1, 200)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(200, 6000)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(6000, 32768)));
        return Combinators.combine(
                        sizes,
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(Gfp.KERNEL, Gfp.KERNEL, Gfp.NOWAIT),
                        Arbitraries.integers().between(0, 9).map(n -> n == 0),
                        Arbitraries.integers().between(-60, 100),
                        Arbitraries.of(true, false))
                .as(Step::new);
    }

    @Property(tries = 150)
    void allocationsKeepApartAndLoseNothing(
            @ForAll @Size(min = 1, max = 120) List<@net.jqwik.api.From("steps") Step> steps,
            @ForAll @IntRange(min = 1, max = 3) int nodes,
            @ForAll @IntRange(min = 1, max = 5) int cpus) {
        PerCpuTemplate template = new PerCpuTemplate.Linker()
                .add("a", new byte[] {1, 2, 3}, 4)
                .add("b", 5001, 64)
                .link();
        PerCpuMachine machine = new PerCpuMachine(nodes, cpus, 48, template, 4096);
        long frames = machine.allFrames();
        List<Live> live = new ArrayList<>();
        for (Step step : steps) {
            if (step.free() >= 0 && !live.isEmpty()) {
                free(machine, live, step.free() % live.size());
            } else {
                allocate(machine, live, step);
            }
            if (step.work()) {
                machine.work();
            }
            check(machine, live, frames);
        }
        while (!live.isEmpty()) {
            free(machine, live, live.size() / 2);
            check(machine, live, frames);
        }
        machine.work();
        new PerCpuBalance(machine.allocator).run(); // chunks that the first round emptied are ended by the next
        check(machine, live, frames);
        assertThat(machine.allocator.stats().current()).isZero();
        assertThat(machine.allocator.stats().chunks())
                .as("the first chunk, and one to spare")
                .isLessThanOrEqualTo(2);
    }

    private static void allocate(PerCpuMachine machine, List<Live> live, Step step) {
        int alignment = 1 << step.alignShift();
        long pointer = step.reserved()
                ? machine.allocator.allocateReserved(step.size(), alignment, step.gfp())
                : machine.allocator.allocate(step.size(), alignment, step.gfp());
        if (pointer == PerCpuAllocator.NULL) {
            assertThat(step.reserved() || (step.gfp() & Gfp.DIRECT_RECLAIM) == 0)
                    .isTrue();
            return;
        }
        assertThat(pointer % Math.max(4, alignment)).isZero();
        byte stamp = (byte) (live.size() * 7 + step.size());
        for (int cpu = 0; cpu < machine.cpus; cpu++) {
            for (int at : places(step.size())) {
                assertThat(machine.read(pointer + at, cpu))
                        .as("a new copy is zero")
                        .isZero();
            }
            for (int at : places(step.size())) {
                machine.write(pointer + at, cpu, (byte) (stamp + cpu));
            }
        }
        live.add(new Live(pointer, step.size(), stamp));
    }

    private static void free(PerCpuMachine machine, List<Live> live, int index) {
        Live one = live.remove(index);
        for (int cpu = 0; cpu < machine.cpus; cpu++) {
            for (int at : places(one.size())) {
                assertThat(machine.read(one.pointer() + at, cpu))
                        .as("what a CPU wrote it reads")
                        .isEqualTo((byte) (one.stamp() + cpu));
            }
        }
        machine.allocator.free(one.pointer());
    }

    private static int[] places(int size) {
        return new int[] {0, size / 2, size - 1};
    }

    private static void check(PerCpuMachine machine, List<Live> live, long frames) {
        PerCpuAllocator allocator = machine.allocator;
        assertThat(machine.allFrames()).as("frames conserved").isEqualTo(frames);
        Set<Long> words = new HashSet<>();
        Set<Long> physical = new HashSet<>();
        for (Live one : live) {
            for (long word = one.pointer() >> 2; word <= one.pointer() + one.size() - 1 >> 2; word++) {
                assertThat(words.add(word)).as("allocations are disjoint").isTrue();
            }
            for (int cpu = 0; cpu < machine.cpus; cpu++) {
                assertThat(physical.add(Addresses.rawPhys(allocator.physical(one.pointer(), cpu))))
                        .as("each copy has a place of its own")
                        .isTrue();
                assertThat(allocator.address(one.pointer(), cpu) - allocator.address(0, cpu))
                        .as("same offset in every unit")
                        .isEqualTo(one.pointer());
            }
        }
        assertThat(machine.read(1, machine.cpus - 1)).as("the template's copy").isEqualTo((byte) 2);
        int empty = 0;
        for (Chunk chunk : chunks(allocator)) {
            HintCheck.check(chunk);
            empty += chunk.isolated || chunk == allocator.reserved() ? 0 : chunk.emptyPages;
            boolean placed = chunk.isolated
                    || chunk == allocator.reserved()
                    || chunk.slot == 0
                    || chunk.slot == allocator.slots().of(chunk);
            assertThat(placed).as("a chunk is on the list of what it promises").isTrue();
        }
        assertThat(allocator.emptyPages).as("empty pages of all chunks").isEqualTo(empty);
        assertThat(allocator.stats().current()).isEqualTo(live.size());
    }

    private static List<Chunk> chunks(PerCpuAllocator allocator) {
        List<Chunk> chunks = new ArrayList<>(allocator.dynamic());
        chunks.add(allocator.first());
        Chunk reserved = allocator.reserved();
        if (reserved != null) {
            chunks.add(reserved);
        }
        return chunks;
    }
}
