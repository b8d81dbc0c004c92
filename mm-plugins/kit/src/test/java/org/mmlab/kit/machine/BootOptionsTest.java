package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.SpecException;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** The options of the kernel's command line that make nodes up and high memory. */
class BootOptionsTest {
    private static Machine machine(String... keysAndValues) {
        return MachineFactory.create(spec(keysAndValues));
    }

    private static MachineSpec spec(String... keysAndValues) {
        Map<String, String> keys = new HashMap<>(Map.of("contents", "none", "thp", "never"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return MachineSpec.of(keys);
    }

    private static long[] presentOf(Machine machine, ZoneType type) {
        return machine.memory().nodes().zones().stream()
                .filter(zone -> zone.type() == type)
                .mapToLong(Zone::present)
                .toArray();
    }

    private static long presentOn(Machine machine, int node) {
        return machine.memory().nodes().zones().stream()
                .filter(zone -> zone.node() == node)
                .mapToLong(Zone::present)
                .sum();
    }

    @Test
    void oneNodeIsCutIntoEqualOnes() {
        Machine machine = machine("ram", "512M", "cpus", "2", "numa-fake", "4");
        assertThat(machine.memory().nodes().count()).isEqualTo(4);
        for (int node = 1; node < 4; node++) {
            long share = 128L << 20 >> 12;
            assertThat(presentOn(machine, node)).as("the last has the rest").isBetween(share, share + 128);
        }
        assertThat(machine.memory().nodes().nodeOfCpu(0)).isZero();
        assertThat(machine.memory().nodes().nodeOfCpu(1))
                .as("a CPU is on the first node of its own")
                .isZero();
        assertThat(machine.spec().hardware().nodes())
                .as("what was asked for stays")
                .isEqualTo(1);
    }

    @Test
    void partsOfRealNodesAreAsFarAsThese() {
        MachineSpec spec =
                spec("ram", "512M", "nodes", "2", "cpus", "2", "distances", "10,17/21,10", "numa-fake", "2U");
        MachineSpec seen = BootOptions.of(spec).spec();
        assertThat(seen.hardware().distances().toString())
                .isEqualTo("[[10, 10, 17, 17], [10, 10, 17, 17], [21, 21, 10, 10], [21, 21, 10, 10]]");
        assertThat(seen.hardware().cpuNodes()).containsExactly(0, 2);
        Machine machine = MachineFactory.create(spec);
        Process process = machine.newProcess();
        long memory = process.mmap(64 << 12, "rw-");
        process.setMempolicy("bind:3");
        process.write(memory, 1);
        assertThat(process.calls().getMempolicy(memory, 3).policy()).isEqualTo(3);
        assertThat(machine.memory().nodes().nodes().stream().filter(Node::hasMemory))
                .hasSize(4);
    }

    @Test
    void nodesOfASizeAreDealtOutOverTheRealOnes() {
        Machine machine = machine("ram", "1G", "nodes", "2", "cpus", "2", "numa-fake", "192M");
        assertThat(machine.memory().nodes().count()).isEqualTo(4);
        assertThat(machine.memory().nodes().nodeOfCpu(1)).isEqualTo(1);
    }

    @Test
    void tooManyNodesAreRefusedAndImpossibleOnesNotMade() {
        assertThatThrownBy(() -> machine("ram", "4G", "numa-fake", "100"))
                .isInstanceOf(BootException.class)
                .hasMessageContaining("makes 100 nodes of 4G; at most 64");
        assertThat(machine("ram", "64M", "numa-fake", "8").memory().nodes().count())
                .as("no node can have less than 32 MiB: the kernel keeps the real ones")
                .isEqualTo(1);
    }

    @Test
    void highMemoryIsTakenFromTheTopOfLowMemory() {
        Machine machine = machine("page-table", "i386-pae", "model", "sparse", "ram", "512M", "highmem", "128M");
        assertThat(presentOf(machine, ZoneType.HIGHMEM)).containsExactly(128L << 20 >> 12);
    }

    /** The kernel of 32 bits reaches low memory alone, and so its metadata lie there. */
    @ParameterizedTest
    @ValueSource(strings = {"memblock", "bootmem", "none"})
    void metadataTakeNoHighMemory(String allocator) {
        Machine machine = machine("page-table", "i386", "model", "flat", "ram", "1G", "boot-allocator", allocator);
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            assertThat(zone.present() - zone.managedFrames())
                    .as(zone.label())
                    .matches(taken -> taken == 0 || zone.type() != ZoneType.HIGHMEM);
        }
        assertThat(presentOf(machine, ZoneType.HIGHMEM)[0]).isPositive();
    }

    @Test
    void memoryAboveWhatHighmemAsksForIsGivenUp() {
        Machine machine = machine("page-table", "i386-pae", "model", "sparse", "ram", "2G", "highmem", "128M");
        assertThat(presentOf(machine, ZoneType.HIGHMEM)).containsExactly(128L << 20 >> 12);
        Machine none = machine("page-table", "i386", "model", "flat", "ram", "2G", "highmem", "0");
        assertThat(presentOf(none, ZoneType.HIGHMEM)).containsExactly(0);
        Machine all = machine("page-table", "i386-pae", "model", "sparse", "ram", "2G");
        assertThat(presentOf(all, ZoneType.HIGHMEM)[0]).isGreaterThan(1L << 30 >> 12);
    }

    @Test
    void machinesThatDoNotKnowAnOptionRefuseIt() {
        assertThatThrownBy(() -> spec("highmem", "128M"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("highmem is an option of kernels for i386");
        assertThatThrownBy(() -> spec("model", "flat", "numa-fake", "2"))
                .hasMessageContaining("numa-fake needs a 64-bit kernel that knows nodes");
        assertThatThrownBy(() -> spec("numa-fake", "2K")).hasMessageContaining("'2K' is none of 4 (nodes)");
    }
}
