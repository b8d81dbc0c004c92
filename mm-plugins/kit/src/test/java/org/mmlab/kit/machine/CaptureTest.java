package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.zone.Zone;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/** Direct compaction keeps the block that it makes for the request that waits for it. */
class CaptureTest {
    private static final long PAGE = 4096;
    private static final long HUGE = 512;
    private static final long HUGE_BASE = 0x6000_0000L;

    private final Machine machine =
            MachineFactory.create(MachineSpec.of(Map.of("ram", "32M", "thp", "madvise", "swap", "0", "checked", "on")));
    private final Process process = machine.newProcess();

    /** Fills memory and frees most of it, here and there: large blocks are gone. */
    private void breakUp() {
        int pages = (int) machine.freeFrames() - 400;
        long memory = process.mmap(pages * PAGE, "rw-");
        for (int page = 0; page < pages; page++) {
            process.write(memory + page * PAGE, page & 0xff);
        }
        for (int page = 0; page < pages; page++) {
            if (page % 4 != 0) {
                process.calls().madvise(memory + page * PAGE, PAGE, Advice.DONTNEED.number());
            }
        }
        machine.memory().drainAll();
    }

    private long allocated() {
        return machine.count(VmEvent.PGALLOC_DMA) + machine.count(VmEvent.PGALLOC_DMA32);
    }

    @Test
    void theBlockComesFromNoFreeList() {
        breakUp();
        long flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        process.mmap(HUGE_BASE, HUGE * PAGE, "rw-", flags, null, 0);
        process.calls().madvise(HUGE_BASE, HUGE * PAGE, Advice.HUGEPAGE.number());
        long before = allocated();
        long free = machine.freeFrames();
        process.write(HUGE_BASE, 1);
        assertThat(machine.count(VmEvent.THP_FAULT_ALLOC)).isEqualTo(1);
        assertThat(machine.count(VmEvent.COMPACT_SUCCESS)).isEqualTo(1);
        assertThat(allocated() - before)
                .as("what is not taken from a list is not counted as allocated (Linux: rmqueue)")
                .isLessThan(HUGE);
        assertThat(free - machine.freeFrames()).isBetween(HUGE, HUGE + 4);
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            assertThat(zone.freeBlocks().hasCaptured()).isFalse();
        }
        process.munmap(HUGE_BASE, HUGE * PAGE);
        assertThat(machine.freeFrames()).isGreaterThanOrEqualTo(free);
    }
}
