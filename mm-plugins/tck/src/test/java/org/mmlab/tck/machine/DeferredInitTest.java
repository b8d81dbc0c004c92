package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.page.DeferredPages;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.tck.invariant.MachineDigest;

/** Machines whose frames are initialised while they run, with all invariants at any moment. */
class DeferredInitTest {
    private static final long MIB = 1 << 20;

    private static Machine machine(String when, int nodes) {
        return machine(when, nodes, "768M");
    }

    private static Machine machine(String when, int nodes, String ram) {
        return MachineFactory.create(MachineSpec.of(
                Map.of("ram", ram, "nodes", "" + nodes, "contents", "none", "deferred-init", when, "thp", "always")));
    }

    @Test
    void aProgramThatOutrunsTheThreadsGetsItsMemoryAndLosesNothing() {
        for (int nodes = 1; nodes <= 2; nodes++) {
            Machine machine = machine("late", nodes);
            assertThat(machine.memory().deferred().pending()).isTrue();
            Invariants.check(machine);
            Process process = machine.newProcess();
            long area = process.mmap(600 * MIB, "rw-");
            for (long at = 0; at < 600 * MIB; at += 8 * MIB) {
                for (long page = at; page < at + 8 * MIB; page += 4096) {
                    process.write(area + page, 1);
                }
                if (at % (120 * MIB) == 0) {
                    Invariants.check(machine);
                }
            }
            assertThat(machine.swap().freeEntries()).isEqualTo(machine.swap().totalEntries());
            process.exit();
            machine.memory().deferred().await();
            Invariants.checkNothingLeaked(machine);
        }
    }

    @Test
    void threadsInitialiseWhileTimePasses() {
        Machine machine = machine("late", 2, "2G");
        long all = machine.memory().reserves().totalFrames()
                + machine.memory().deferred().frames();
        long before = machine.memory().deferred().frames();
        machine.clock().advance(600_000); // a section takes 560 µs
        assertThat(machine.memory().deferred().frames()).isLessThan(before).isPositive();
        Invariants.check(machine);
        machine.clock().advance(1_000_000_000);
        assertThat(machine.memory().deferred().pending()).isFalse();
        assertThat(machine.memory().reserves().totalFrames()).isEqualTo(all);
        assertThat(machine.memory().deferred().done())
                .extracting(DeferredPages.Done::node)
                .containsExactly(0, 1);
        Invariants.check(machine);
    }

    @Test
    void userSpaceSeesNoDifferenceWhereItWaits() {
        assertThat(MachineDigest.of(machine("on", 2)).toString())
                .isEqualTo(MachineDigest.of(machine("off", 2)).toString());
    }

    @Test
    void whoNeedsAllOfMemoryWaitsForIt() {
        Machine machine = machine("late", 1);
        machine.compact();
        assertThat(machine.memory().deferred().pending()).isFalse();
        Invariants.check(machine);
    }
}
