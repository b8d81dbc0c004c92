package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.compaction.Fragmentation;
import org.mmlab.physical.zone.Zone;
import org.mmlab.virtual.syscall.Advice;

/** kcompactd compacts memory that is broken up before anybody asks for a large block. */
class ProactiveCompactionTest {
    private static final long PAGE = 4096;
    private static final long HALF_SECOND = 500_000_000;
    private static final int HUGE_ORDER = 9;
    /** Frames that stay free, lest kswapd wakes kcompactd. */
    private static final int ROOM = 2500;

    /** A machine whose free memory is broken up: one page in {@code keptOf} stays, all over memory. */
    private static Machine broken(String proactiveness, int keptOf) {
        Machine machine = MachineFactory.create(MachineSpec.of(
                Map.of("ram", "64M", "thp", "never", "swap", "0", "compaction-proactiveness", proactiveness)));
        Process process = machine.newProcess();
        int pages = (int) machine.freeFrames() - ROOM;
        long memory = process.mmap(pages * PAGE, "rw-");
        for (int page = 0; page < pages; page++) {
            process.write(memory + page * PAGE, page & 0xff);
        }
        for (int page = 0; page < pages; page++) {
            if (page % keptOf != 0) {
                process.calls().madvise(memory + page * PAGE, PAGE, Advice.DONTNEED.number());
            }
        }
        machine.memory().drainAll();
        machine.clock().advance(HALF_SECOND / 5); // what filling memory woke comes to rest
        return machine;
    }

    private static int worst(Machine machine) {
        int worst = 0;
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            worst = Math.max(worst, Fragmentation.of(zone, HUGE_ORDER).percent());
        }
        return worst;
    }

    private static long moved(Machine machine, long ns) {
        long before = machine.count(VmEvent.PGMIGRATE_SUCCESS);
        machine.clock().advance(ns);
        return machine.count(VmEvent.PGMIGRATE_SUCCESS) - before;
    }

    @Test
    void aBrokenUpNodeIsMadeWholer() {
        Machine machine = broken("60", 4);
        int before = worst(machine);
        long wakes = machine.count(VmEvent.COMPACT_DAEMON_WAKE);
        assertThat(before).isGreaterThan(60);
        assertThat(moved(machine, HALF_SECOND / 2)).as("twice a second").isZero();
        assertThat(moved(machine, 2 * HALF_SECOND)).isPositive();
        assertThat(worst(machine)).isLessThan(before - 10);
        assertThat(machine.count(VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED)).isPositive();
        assertThat(machine.count(VmEvent.COMPACT_DAEMON_FREE_SCANNED)).isPositive();
        assertThat(machine.count(VmEvent.COMPACT_DAEMON_WAKE))
                .as("nobody woke it")
                .isEqualTo(wakes);
    }

    @Test
    void nothingMovesWhereItIsOffOrTheNodeIsWholeEnough() {
        assertThat(moved(broken("0", 4), 20 * HALF_SECOND)).isZero();
        Machine machine = broken("20", 4);
        assertThat(moved(machine, 20 * HALF_SECOND)).isZero();
    }

    @Test
    void aCompactionThatMendsNothingIsPutOff() {
        Machine machine = broken("60", 4);
        for (Process process : machine.processes()) {
            pinAll(machine, process);
        }
        machine.clock().advance(2 * HALF_SECOND);
        long scanned = machine.count(VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED);
        assertThat(scanned).isPositive();
        machine.clock().advance(20 * HALF_SECOND);
        assertThat(machine.count(VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED)).isEqualTo(scanned);
        machine.clock().advance(64 * HALF_SECOND);
        assertThat(machine.count(VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED)).isGreaterThan(scanned);
    }

    /** Somebody holds every page, so that none can move. */
    private static void pinAll(Machine machine, Process process) {
        for (int frame = 0; frame < machine.memory().table().frames(); frame++) {
            if (machine.memory().table().mapcount(frame) > 0 && process.isAlive()) {
                machine.memory().table().addRef(frame, 1);
            }
        }
    }
}
