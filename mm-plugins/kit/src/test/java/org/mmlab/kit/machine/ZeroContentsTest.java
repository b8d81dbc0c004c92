package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.virtual.syscall.Advice;

/** What becomes of pages that hold nothing but zeros, on machines that hold contents and on those that do not. */
class ZeroContentsTest {
    private static final long PAGE = 4096;
    private static final int PAGES = 512;

    private static Machine machine(String kernel, String contents, String backend) {
        return MachineFactory.create(MachineSpec.of(Map.of(
                "ram",
                "64M",
                "kernel",
                kernel,
                "thp",
                "always",
                "swap",
                "64M",
                "swap-backend",
                backend,
                "contents",
                contents)));
    }

    private static void pageOut(Machine machine, Process process, long at, long bytes) {
        assertThat(process.calls().madvise(at, bytes, Advice.PAGEOUT.number())).isZero();
        machine.passTime();
    }

    @Test
    void aPageOfZerosIsNotedAndNotWritten() {
        Machine machine = machine("6.12", "full", "disk");
        Process process = machine.newProcess();
        long page = process.mmap(PAGE, "rw-");
        process.write(page, 0);
        pageOut(machine, process, page, PAGE);
        assertThat(machine.count(VmEvent.SWPOUT_ZERO)).isEqualTo(1);
        assertThat(machine.count(VmEvent.PSWPOUT)).isZero();
        assertThat(process.read(page)).isZero();
        assertThat(machine.count(VmEvent.SWPIN_ZERO)).isEqualTo(1);
        assertThat(machine.count(VmEvent.PSWPIN)).isZero();
        assertThat(machine.count(VmEvent.PGMAJFAULT)).isEqualTo(1);

        process.write(page, 5);
        pageOut(machine, process, page, PAGE);
        assertThat(machine.count(VmEvent.SWPOUT_ZERO)).isEqualTo(1);
        assertThat(machine.count(VmEvent.PSWPOUT)).isEqualTo(1);
        assertThat(process.read(page)).as("not what the slot held before").isEqualTo(5);
        process.exit();
    }

    @Test
    void before612ZerosAreWrittenAsAnything() {
        Machine machine = machine("6.1", "full", "zram");
        Process process = machine.newProcess();
        long page = process.mmap(PAGE, "rw-");
        process.write(page, 0);
        pageOut(machine, process, page, PAGE);
        assertThat(machine.count(VmEvent.SWPOUT_ZERO)).isZero();
        assertThat(machine.count(VmEvent.PSWPOUT)).isEqualTo(1);
        assertThat(process.read(page)).isZero();
        process.exit();
    }

    /** As a replay stores: without contents it is an access and no more. */
    private static void store(Process process, String contents, long address, int value) {
        if (contents.equals("full")) {
            process.write(address, value);
        } else {
            process.touch(address, Access.WRITE);
        }
    }

    /**
     * A third of a huge page's frames is written, some by way of the huge entry and some through base entries after a split; everything
     * goes out and comes in twice.
     */
    private static Map<VmEvent, Long> lifeOfAHugePage(String contents, String backend) {
        Machine machine = machine("6.12", contents, backend);
        Process process = machine.newProcess();
        long room = process.mmap(2 * PAGES * PAGE, "rw-");
        long huge = (room + PAGES * PAGE - 1) & -PAGES * PAGE;
        long before = machine.freeFrames();
        for (int i = 0; i < PAGES; i += 3) {
            store(process, contents, huge + i * PAGE, 1 + i % 100);
        }
        assertThat(machine.count(VmEvent.THP_FAULT_ALLOC)).isEqualTo(1);
        pageOut(machine, process, huge, 8 * PAGE);
        assertThat(machine.count(VmEvent.THP_SPLIT_PAGE)).isEqualTo(1);
        assertThat(before - machine.freeFrames())
                .as("frames that hold something")
                .isLessThan(PAGES / 2);
        for (int round = 0; round < 2; round++) {
            pageOut(machine, process, huge, PAGES * PAGE);
            for (int i = 0; i < PAGES; i += 2) {
                process.touch(huge + i * PAGE, Access.READ);
            }
            store(process, contents, huge + (5L + round) * PAGE, 9);
        }
        if (contents.equals("full")) {
            assertThat(process.read(huge + 3 * PAGE)).isEqualTo(4);
            assertThat(process.read(huge + 4 * PAGE)).isZero();
        } else {
            process.touch(huge + 3 * PAGE, Access.READ);
            process.touch(huge + 4 * PAGE, Access.READ);
        }
        Map<VmEvent, Long> counts = new EnumMap<>(VmEvent.class);
        for (VmEvent event : VmEvent.values()) {
            counts.put(event, machine.count(event));
        }
        process.exit();
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "zram"})
    void aMachineWithoutContentsKnowsWhichFramesAreZero(String backend) {
        assertThat(lifeOfAHugePage("none", backend)).isEqualTo(lifeOfAHugePage("full", backend));
    }
}
