package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.Gfp;
import org.mmlab.kit.spec.MachineSpec;

/** What a request's mask permits, from the allocation through reclaim to the disk and the OOM killer. */
class GfpReclaimTest {
    private static final int PAGE = 4096;
    private static final int MANY = 20_000;

    /**
     * A machine of 64 MiB whose processes hold nearly all of it, in memory that only swap could take. The last one, for which the test
     * allocates, is not to be killed: it would die when its call ends, and the call is the test's.
     */
    private static Machine full(String swap) {
        Machine machine = MachineFactory.create(MachineSpec.of(
                Map.of("ram", "64M", "swap", swap, "thp", "never", "contents", "none", "checked", "on")));
        for (int number = 0; machine.freeFrames() > 1000 && number < 40; number++) {
            Process process = machine.newProcess();
            long area = process.mmap(400 * PAGE, "rw-");
            for (int page = 0; page < 400; page++) {
                process.write(area + (long) page * PAGE, 1);
            }
            process.setOomScoreAdjust(machine.freeFrames() > 1000 ? 0 : -1000);
        }
        machine.clock().advance(1_000_000_000); // kswapd goes to sleep again
        return machine;
    }

    /** Allocates until a request fails; gives how many did not. */
    private static int takeAll(Machine machine, int gfp) {
        int taken = 0;
        while (taken < MANY && machine.memory().allocate(gfp, 0, 0) != NO_FRAME) {
            taken++;
        }
        return taken;
    }

    @Test
    void withoutIoReclaimScansAndSwapsNothing() {
        Machine machine = full("64M");
        long swapped = machine.count(VmEvent.PSWPOUT);
        long slots = machine.swap().freeEntries();
        int taken = takeAll(machine, Gfp.DIRECT_RECLAIM | Gfp.NORETRY); // no second round, in which kswapd could help
        assertThat(machine.count(VmEvent.PGSCAN_DIRECT)).isPositive();
        assertThat(machine.count(VmEvent.PSWPOUT)).isEqualTo(swapped);
        assertThat(machine.swap().freeEntries()).as("free slots of swap").isEqualTo(slots);
        assertThat(machine.count(VmEvent.OOM_KILL)).isZero();
        assertThat(taken).isLessThan(1000);
    }

    @Test
    void withIoItSwapsAndNeedsNoFileSystem() {
        Machine machine = full("64M");
        long swapped = machine.count(VmEvent.PSWPOUT);
        takeAll(machine, Gfp.DIRECT_RECLAIM | Gfp.IO);
        assertThat(machine.count(VmEvent.PSWPOUT)).isGreaterThan(swapped + 1000);
        assertThat(machine.count(VmEvent.OOM_KILL))
                .as("nobody dies for a request without FS")
                .isZero();
    }

    @Test
    void whoCannotWaitDoesNotReclaim() {
        for (int gfp : new int[] {Gfp.ATOMIC, Gfp.NOWAIT, Gfp.HIGH}) {
            Machine machine = full("64M");
            long swapped = machine.count(VmEvent.PSWPOUT);
            long scanned = machine.count(VmEvent.PGSCAN_DIRECT);
            takeAll(machine, gfp & ~Gfp.KSWAPD_RECLAIM);
            assertThat(machine.count(VmEvent.PGSCAN_DIRECT)).isEqualTo(scanned);
            assertThat(machine.count(VmEvent.PSWPOUT)).isEqualTo(swapped);
        }
    }

    @Test
    void nobodyDiesForARequestThatMayFail() {
        for (int effort : new int[] {Gfp.NORETRY, Gfp.RETRY_MAYFAIL}) {
            Machine machine = full("0");
            int taken = takeAll(machine, Gfp.KERNEL | effort);
            assertThat(taken).isLessThan(1000);
            assertThat(machine.count(VmEvent.OOM_KILL)).isZero();
        }
    }

    @Test
    void processesDieForAnOrdinaryRequest() {
        Machine machine = full("0");
        int processes = machine.processes().size();
        int taken = takeAll(machine, Gfp.KERNEL);
        assertThat(taken).isGreaterThan(5000);
        assertThat(machine.count(VmEvent.OOM_KILL))
                .isEqualTo(processes - machine.processes().size())
                .isPositive();
    }

    @Test
    void aRequestThatMustNotFailTakesReservesAndThenSaysThatItCannotBe() {
        Machine machine = full("0");
        int taken = 0;
        try {
            for (; taken < MANY; taken++) {
                assertThat(machine.memory().allocate(Gfp.KERNEL | Gfp.NOFAIL, 0, 0))
                        .isNotEqualTo(NO_FRAME);
            }
        } catch (IllegalStateException outOfMemory) {
            assertThat(outOfMemory).hasMessageContaining("NOFAIL");
        }
        assertThat(machine.processes())
                .as("but the one that must not be killed")
                .hasSize(1);
        Machine other = full("0");
        assertThat(taken).isGreaterThan(takeAll(other, Gfp.KERNEL));
    }

    @Test
    void anIllegalRequestIsRefusedInCheckedMode() {
        Machine machine = full("0");
        assertThatThrownBy(() -> machine.memory().allocate(Gfp.KERNEL | Gfp.MOVABLE | Gfp.RECLAIMABLE, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GFP_KERNEL|__GFP_RECLAIMABLE|__GFP_MOVABLE")
                .hasMessageContaining("a page has one migratetype");
        assertThatThrownBy(() -> machine.memory().allocate(Gfp.KERNEL | Gfp.NOFAIL, 3, 0))
                .hasMessageContaining("order 3")
                .hasMessageContaining("larger blocks may never come to be");
    }
}
