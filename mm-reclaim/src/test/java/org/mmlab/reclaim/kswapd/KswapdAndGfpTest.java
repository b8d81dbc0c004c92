package org.mmlab.reclaim.kswapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.memory.Gfp;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;
import org.mmlab.reclaim.swap.DiskSwapBackend;
import org.mmlab.reclaim.testing.TestMachine;
import org.mmlab.reclaim.testing.TestSpace;

/** kswapd works between the low and the high watermark, and reclaim keeps to what an allocation permits. */
class KswapdAndGfpTest {
    private final TestMachine machine = new TestMachine(1024, KernelVersion.V6_12, 1000);
    private final int file = machine.cache.create("f", FileKind.REGULAR, 2000 * 4096L);
    private final TestSpace space = new TestSpace(machine, 2000, file);

    private void join() {
        machine.mapped.join(space, space, machine.mapped.processes());
    }

    private void readUntilFree(long frames) {
        byte[] one = new byte[1];
        for (int page = 0; machine.pool.freeFrames() > frames; page++) {
            machine.cache.read(file, page * 4096L, one, 0, 1);
        }
    }

    @Test
    void sleepsAboveLowAndRestoresHigh() {
        readUntilFree(machine.zones.mark(0, Mark.LOW) + 40);
        machine.clock.advance(1_000_000);
        assertThat(machine.stat.get(VmEvent.PAGEOUTRUN))
                .as("runs above the low mark")
                .isZero();
        byte[] one = new byte[1];
        for (int page = 1999; machine.stat.get(VmEvent.PAGEOUTRUN) == 0; page--) {
            machine.cache.read(file, page * 4096L, one, 0, 1);
            machine.clock.advance(10_000);
        }
        machine.clock.advance(1_000_000);
        assertThat((long) machine.pool.freeFrames()).isGreaterThan(machine.zones.mark(0, Mark.HIGH));
        machine.clock.advance(1_000_000_000);
        assertThat(machine.reclaimer.kswapd(0).asleep()).isTrue();
    }

    @Test
    void saysThatReclaimIsActiveAsLongAsItBalances() {
        readUntilFree(machine.zones.mark(0, Mark.LOW));
        assertThat(machine.zones.checkedWhileActive()).isFalse();
        machine.reclaimer.wakeKswapd(0, 0, 2);
        machine.clock.advance(1_000_000);
        assertThat(machine.stat.get(VmEvent.PAGEOUTRUN)).isPositive();
        assertThat(machine.zones.checkedWhileActive()).isTrue();
        assertThat(machine.zones.active()).isFalse();
    }

    @Test
    void withoutIoNothingIsSwapped() {
        join();
        machine.swapOn(new DiskSwapBackend(), 4096);
        for (int page = 0; page < 900; page++) {
            space.writeAnon(page, (byte) 1);
        }
        for (int tries = 0; tries < 5; tries++) {
            machine.reclaimer.tryToFreePages(0, 0, Gfp.NOIO);
        }
        assertThat(machine.stat.get(VmEvent.PSWPOUT)).isZero();
        assertThat(machine.swap.freeEntries()).as("free swap").isEqualTo(machine.swap.totalEntries());
        for (int tries = 0; tries < 5; tries++) {
            machine.reclaimer.tryToFreePages(0, 0, Gfp.NOFS);
        }
        assertThat(machine.stat.get(VmEvent.PSWPOUT))
                .as("swap needs I/O but no file system")
                .isPositive();
    }

    @Test
    void withoutTheFileSystemSharedMemoryStays() {
        machine.swapOn(new DiskSwapBackend(), 4096);
        int shared = machine.cache.create("s", FileKind.SHMEM, 900 * 4096L);
        byte[] bytes = new byte[900 * 4096];
        Arrays.fill(bytes, (byte) 1); // zeros would not be written
        machine.cache.write(shared, 0, bytes, 0, bytes.length);
        for (int tries = 0; tries < 5; tries++) {
            machine.reclaimer.tryToFreePages(0, 0, Gfp.NOFS);
        }
        assertThat(machine.stat.get(VmEvent.PSWPOUT)).isZero();
        for (int tries = 0; tries < 5; tries++) {
            machine.reclaimer.tryToFreePages(0, 0, Gfp.KERNEL);
        }
        assertThat(machine.stat.get(VmEvent.PSWPOUT)).isPositive();
    }
}
