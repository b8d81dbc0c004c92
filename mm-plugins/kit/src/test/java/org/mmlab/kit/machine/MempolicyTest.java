package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/** From which nodes a process's pages come, and that they can be moved to others. */
class MempolicyTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 64;

    private static Machine machine(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("ram", "128M", "nodes", "4", "cpus", "1", "thp", "never"));
        keys.putAll(more);
        return MachineFactory.create(MachineSpec.of(keys));
    }

    private static long[] pagesByNode(Machine machine, Process process, long memory) {
        long[] pages = new long[4];
        for (int page = 0; page < PAGES; page++) {
            long physical = process.touch(memory + (long) page * PAGE, Access.READ);
            pages[machine.memory().nodeOf(machine.memory().frameOf(Addresses.pfn(physical >>> 12)))]++;
        }
        return pages;
    }

    private static long mapAndWrite(Process process) {
        long memory = process.mmap((long) PAGES * PAGE, "rw-");
        for (int page = 0; page < PAGES; page++) {
            process.write(memory + (long) page * PAGE, page);
        }
        return memory;
    }

    private static long count(Machine machine, int node, NumaStat stat) {
        long sum = 0;
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            sum += zone.node() == node ? zone.numaEvents(stat) : 0;
        }
        return sum;
    }

    @Test
    void theSpecsPolicyHoldsForEveryProcessAndItsOwnForOne() {
        Machine machine = machine(Map.of("mempolicy", "bind:2"));
        Process bound = machine.newProcess();
        assertThat(pagesByNode(machine, bound, mapAndWrite(bound))).containsExactly(0, 0, PAGES, 0);
        Process own = machine.newProcess();
        own.setMempolicy("preferred:3");
        assertThat(pagesByNode(machine, own, mapAndWrite(own))).containsExactly(0, 0, 0, PAGES);
        Process child = own.fork();
        assertThat(pagesByNode(machine, child, mapAndWrite(child))).containsExactly(0, 0, 0, PAGES);
        own.setMempolicy("local");
        assertThat(pagesByNode(machine, own, mapAndWrite(own))).containsExactly(PAGES, 0, 0, 0);
    }

    @Test
    void interleavingDealsPagesOutAndCountsItsHits() {
        Machine machine = machine(Map.of("mempolicy", "interleave:1-3"));
        Process process = machine.newProcess();
        long before = count(machine, 1, NumaStat.NUMA_INTERLEAVE_HIT);
        long other = count(machine, 1, NumaStat.NUMA_OTHER);
        long[] pages = pagesByNode(machine, process, mapAndWrite(process));
        assertThat(pages[0]).isZero();
        assertThat(pages[1]).isBetween(21L, 22L);
        assertThat(pages[2]).isBetween(21L, 22L);
        assertThat(pages[1] + pages[2] + pages[3]).isEqualTo(PAGES);
        long tables = 3; // at most: page tables are dealt out too, in turn
        assertThat(count(machine, 1, NumaStat.NUMA_INTERLEAVE_HIT) - before).isBetween(pages[1], pages[1] + tables);
        assertThat(count(machine, 1, NumaStat.NUMA_OTHER) - other).isBetween(pages[1], pages[1] + tables);
    }

    @Test
    void pagesMoveToAnotherNodeWithWhatTheyHold() {
        Machine machine = machine(Map.of());
        Process process = machine.newProcess();
        long memory = mapAndWrite(process);
        assertThat(pagesByNode(machine, process, memory)).containsExactly(PAGES, 0, 0, 0);
        assertThat(process.movePages(memory, (long) PAGES * PAGE, 3)).isEqualTo(PAGES);
        assertThat(pagesByNode(machine, process, memory)).containsExactly(0, 0, 0, PAGES);
        for (int page = 0; page < PAGES; page++) {
            assertThat(process.read(memory + (long) page * PAGE)).isEqualTo(page);
        }
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefusedWithWhatWouldBeRight() {
        Process process = machine(Map.of()).newProcess();
        assertThatThrownBy(() -> process.setMempolicy("bind:x"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("'x' is no list of nodes")
                .hasMessageContaining("0-3");
        assertThatThrownBy(() -> process.setMempolicy("bnd:1")).hasMessageContaining("bind");
        assertThatThrownBy(() -> process.setMempolicy("bind")).hasMessageContaining("needs its parameter 'nodes'");
    }
}
