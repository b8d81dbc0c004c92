package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.VmEvent;
import org.mmlab.kit.spec.MachineSpec;

class ProcessTest {
    private final Machine machine =
            MachineFactory.create(MachineSpec.of(Map.of("ram", "16M", "cpus", "2", "checked", "on")));

    @Test
    void forkSharesPagesUntilOneSideWrites() {
        Process parent = machine.newProcess();
        long memory = parent.mmap(1 << 20, "rw-");
        parent.write(memory, 42);
        Process child = parent.fork();
        assertThat(child.read(memory)).isEqualTo(42);
        child.write(memory, 43);
        assertThat(parent.read(memory)).isEqualTo(42);
        assertThat(child.read(memory)).isEqualTo(43);
    }

    @Test
    void everyFrameIsFreeAgainAfterTheLastExit() {
        long before = machine.freeFrames();
        Process parent = machine.newProcess();
        long memory = parent.mmap(1 << 20, "rw-");
        for (int page = 0; page < 256; page++) {
            parent.write(memory + page * 4096L, page);
        }
        Process child = parent.fork();
        child.write(memory, 1);
        parent.exit();
        child.exit();
        machine.lru().drain();
        assertThat(machine.freeFrames()).isEqualTo(before);
    }

    @Test
    void aWriteToReadOnlyMemoryGetsASignalThatNamesItsCause() {
        Process process = machine.newProcess();
        long memory = process.mmap(4096, "r--");
        assertThat(process.read(memory)).isZero();
        assertThatThrownBy(() -> process.write(memory, 1))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("SIGSEGV (SEGV_ACCERR)");
        process.munmap(memory, 4096);
        assertThatThrownBy(() -> process.read(memory)).hasMessageContaining("SEGV_MAPERR");
    }

    @Test
    void withoutSwapTheOomKillerEndsAProcessThatTakesTooMuch() {
        Machine small = MachineFactory.create(MachineSpec.of(Map.of("ram", "2M", "swap", "0")));
        Process process = small.newProcess();
        assertThatThrownBy(() -> {
                    for (int area = 0; area < 8; area++) {
                        long memory = process.mmap(1 << 20, "rw-");
                        for (int page = 0; page < 256; page++) {
                            process.write(memory + page * 4096L, 1);
                        }
                    }
                })
                .hasMessageContaining("SIGKILL");
        assertThat(process.wasKilled()).isTrue();
        assertThat(small.count(VmEvent.OOM_KILL)).isEqualTo(1);
    }

    @Test
    void aMachineTooSmallToBootSaysHowMuchItNeeds() {
        assertThatThrownBy(() -> MachineFactory.create(MachineSpec.of(Map.of("ram", "16K"))))
                .isInstanceOf(BootException.class)
                .hasMessageContaining("too small to boot")
                .hasMessageContaining("--ram 100K or more");
    }
}
