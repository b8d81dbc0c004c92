package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.fault.FaultSignal;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/** What a machine asks of a fault handler, and when. */
class BackedRegionTest {
    private static final int PAGE = 4096;
    private static final int REGION = 2;
    private static final int MAY_MOVE = 1;

    private final Machine machine = MachineFactory.create(
            MachineSpec.of(Map.of("ram", "8M", "swap", "8M", "kernel", "6.18", "fault-handler", "recording")));
    private final RecordingHandler handler = (RecordingHandler) machine.faultHandler();
    private final Process process = machine.newProcess();
    private long base;

    @BeforeEach
    void mapSixteenPages() {
        base = process.mapBacked(REGION, 16 * PAGE, "rw-");
    }

    private void touch(int... pages) {
        for (int page : pages) {
            process.touch(base + (long) page * PAGE, Access.READ);
        }
    }

    @Test
    void aPageIsFilledAtItsFirstTouchOnlyAndNeighboursAreNot() {
        assertThat(process.read(base + PAGE + 7)).isEqualTo(REGION * 16 + 1);
        process.write(base + PAGE, 99);
        assertThat(process.read(base + PAGE)).isEqualTo(99);
        assertThat(handler.calls()).containsExactly("fill 2:1");
    }

    @Test
    void onlyAFillThatWaitsIsMajor() {
        long major = machine.count(VmEvent.PGMAJFAULT);
        touch(4);
        assertThat(machine.count(VmEvent.PGMAJFAULT) - major).isZero();
        touch(5);
        assertThat(machine.count(VmEvent.PGMAJFAULT) - major).isEqualTo(1);
        assertThat(process.pages().faults().major()).isEqualTo(1);
    }

    @Test
    void aPageThatDoesNotExistIsABusErrorAndItsFrameIsFree() {
        touch(2);
        long free = machine.freeFrames();
        assertThat(process.touch(base + 3 * PAGE, Access.WRITE)).isEqualTo(Process.SIGNALLED);
        assertThat(process.signal().number()).isEqualTo(FaultSignal.SIGBUS);
        assertThat(machine.freeFrames()).isEqualTo(free);
    }

    @Test
    void pagesBehindTheRegionAreABusErrorThatTheHandlerDoesNotSee() {
        base = process.calls().mremap(base, 16 * PAGE, 20 * PAGE, MAY_MOVE, 0);
        assertThat(process.touch(base + 16 * PAGE, Access.READ)).isEqualTo(Process.SIGNALLED);
        assertThat(process.signal().number()).isEqualTo(FaultSignal.SIGBUS);
        assertThat(handler.calls()).isEmpty();
    }

    @Test
    void eachRunOfFilledPagesThatIsDroppedIsForgottenOnce() {
        touch(0, 1, 4, 6, 7);
        handler.calls();
        process.calls().madvise(base + PAGE, 6 * PAGE, Advice.DONTNEED.number());
        assertThat(handler.calls()).containsExactly("forget 2:1-1", "forget 2:4-4", "forget 2:6-6");
        touch(1);
        assertThat(handler.calls()).containsExactly("fill 2:1");
        process.exit();
        assertThat(handler.calls()).containsExactly("forget 2:0-1", "forget 2:7-7");
        Invariants.checkNothingLeaked(machine);
    }

    @Test
    void pagesInSwapComeBackWithoutTheHandlerAndAreForgottenToo() {
        touch(8, 9);
        process.calls().madvise(base, 16 * PAGE, Advice.PAGEOUT.number());
        assertThat(machine.count(VmEvent.PSWPOUT)).isEqualTo(2);
        touch(8);
        assertThat(handler.calls()).containsExactly("fill 2:8", "fill 2:9");
        process.munmap(base, 16 * PAGE);
        assertThat(handler.calls()).containsExactly("forget 2:8-9");
    }

    @Test
    void aMovedPartKeepsItsPagesOfTheRegion() {
        long to = process.mmap(0x2000_0000L, 4 * PAGE, "---", MapFlags.PRIVATE | MapFlags.ANONYMOUS, null, 0);
        touch(8);
        process.calls().mremap(base + 8 * PAGE, 4 * PAGE, 4 * PAGE, 3, to);
        assertThat(process.read(to)).isEqualTo(REGION * 16 + 8);
        assertThat(process.read(to + PAGE)).isEqualTo(REGION * 16 + 9);
        assertThat(handler.calls()).containsExactly("fill 2:8", "fill 2:9");
    }

    @Test
    void aChildSharesFilledPagesAndAsksForTheOthersItself() {
        touch(0);
        Process child = process.fork();
        child.write(base, 1);
        assertThat(process.read(base)).isEqualTo(REGION * 16);
        child.read(base + PAGE);
        process.read(base + PAGE);
        assertThat(handler.calls()).containsExactly("fill 2:0", "fill 2:1", "fill 2:1");
        Invariants.check(machine);
    }

    @Test
    void numbersOfAnonVmasAreUsedAgain() {
        for (int i = 0; i < 200; i++) {
            Process parent = machine.newProcess();
            long area = parent.mmap(PAGE, "rw-");
            parent.write(area, 1);
            Process child = parent.fork();
            child.write(area, 2);
            child.exit();
            parent.exit();
        }
        assertThat(machine.virtual().nextAnonVma()).isLessThan(10);
    }
}
