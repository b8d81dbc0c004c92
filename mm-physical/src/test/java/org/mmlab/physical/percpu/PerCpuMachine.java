package org.mmlab.physical.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.physical.boot.MemblockBootAllocator;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.PhysicalMemoryBuilder;

/** A small machine with per-CPU memory, its RAM, and the work that waits. */
final class PerCpuMachine {
    static final int PAGE = 4096;

    final PhysicalMemory memory;
    final PerCpuAllocator allocator;
    final int cpus;
    private final Map<Long, byte[]> ram = new HashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    PerCpuMachine(int nodes, int cpus, int mebibytesOfNode, PerCpuTemplate template, int reserved) {
        this.cpus = cpus;
        int[][] distances = new int[nodes][nodes];
        for (int a = 0; a < nodes; a++) {
            for (int b = 0; b < nodes; b++) {
                distances[a][b] = a == b ? 10 : 20;
            }
        }
        int[] cpuNodes = new int[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            cpuNodes[cpu] = cpu % nodes;
        }
        BootAllocator boot = new MemblockBootAllocator();
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder().topology(distances, cpuNodes);
        long frames = (long) mebibytesOfNode << 8;
        for (int node = 0; node < nodes; node++) {
            long start = Math.max(1, node * frames);
            boot.addMemory(Addresses.phys(start * PAGE), ((node + 1) * frames - start) * PAGE, node);
            builder.range(start, (node + 1) * frames, node);
        }
        boot.ready();
        AllocInfo info = AllocInfoBuilder.build(
                template.bytes(), reserved, 8192, PAGE, cpus, (a, b) -> distances[cpuNodes[a]][cpuNodes[b]]);
        FirstChunk first = FirstChunk.embed(info, boot, cpu -> cpuNodes[cpu]);
        assertThat(first).isNotNull();
        memory = builder.build();
        boot.handOver((start, count, node) -> memory.freeAtBoot(start, count));
        builder.finish(memory);
        allocator = new PerCpuAllocator(
                first,
                template,
                memory,
                (address, bytes, from, count) -> {
                    long at = Addresses.rawPhys(address);
                    assertThat(at % PAGE + count).as("a write within a page").isLessThanOrEqualTo(PAGE);
                    System.arraycopy(bytes, from, page(at), (int) (at % PAGE), count);
                },
                waiting::add);
    }

    private byte[] page(long physical) {
        return ram.computeIfAbsent(physical / PAGE, number -> {
            byte[] garbage = new byte[PAGE];
            java.util.Arrays.fill(garbage, (byte) 0xa5);
            return garbage;
        });
    }

    /** The byte of a CPU's copy. */
    byte read(long pointer, int cpu) {
        long at = Addresses.rawPhys(allocator.physical(pointer, cpu));
        return page(at)[(int) (at % PAGE)];
    }

    void write(long pointer, int cpu, byte value) {
        long at = Addresses.rawPhys(allocator.physical(pointer, cpu));
        page(at)[(int) (at % PAGE)] = value;
    }

    /** Lets the work run that waits. */
    void work() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    long allFrames() {
        return memory.freeFrames() + memory.pcpFrames() + allocator.dynamicFrames();
    }
}
