package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.percpu.PerCpuAllocator;

/** Per-CPU variables of a whole machine lie in its RAM, near their CPUs, and in frames of its allocators. */
class PerCpuMemoryTest {
    private static final int FIRST_CHUNK_FRAMES = 66;

    private static Machine machine(String boot, int nodes, int cpus, String percpu) {
        return MachineFactory.create(MachineSpec.of(Map.of(
                "ram", "96M", "nodes", "" + nodes, "cpus", "" + cpus, "boot-allocator", boot, "percpu", percpu)));
    }

    @ParameterizedTest
    @CsvSource({"memblock,1,1", "memblock,3,5", "bootmem,2,4", "none,2,3"})
    void bootTakesWhatTheFirstChunkNeedsAndNoMore(String boot, int nodes, int cpus) {
        long without = machine(boot, nodes, cpus, "off").freeFrames();
        Machine machine = machine(boot, nodes, cpus, "on");
        assertThat(without - machine.freeFrames()).isEqualTo((long) FIRST_CHUNK_FRAMES * cpus);
        PerCpuAllocator perCpu = machine.perCpu();
        for (int cpu = 0; cpu < cpus; cpu++) {
            var frame = machine.memory().frameOf(Addresses.pfnOf(perCpu.physical(0, cpu)));
            assertThat(machine.memory().nodeOf(frame)).isEqualTo(cpu % nodes);
        }
    }

    @Test
    void copiesKeepWhatTheirCpusWrite() {
        Machine machine = machine("memblock", 2, 4, "on");
        PerCpuAllocator perCpu = machine.perCpu();
        BusPort port = machine.bus().port(Initiator.KERNEL);
        long free = machine.freeFrames();
        List<Long> counters = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            counters.add(perCpu.allocate(64, 8, Gfp.KERNEL));
            for (int cpu = 0; cpu < 4; cpu++) {
                var at = perCpu.physical(counters.get(i), cpu);
                assertThat(port.read64(at)).isZero();
                port.write64(at, i * 10L + cpu);
            }
        }
        assertThat(free - machine.freeFrames())
                .isEqualTo(perCpu.dynamicFrames())
                .isPositive();
        for (int i = 0; i < counters.size(); i++) {
            for (int cpu = 0; cpu < 4; cpu++) {
                assertThat(port.read64(perCpu.physical(counters.get(i), cpu))).isEqualTo(i * 10L + cpu);
            }
            perCpu.free(counters.get(i));
        }
        assertThat(free - machine.freeFrames())
                .isEqualTo(perCpu.dynamicFrames())
                .isLessThan(200);
    }
}
