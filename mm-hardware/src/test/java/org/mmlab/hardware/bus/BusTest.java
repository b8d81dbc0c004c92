package org.mmlab.hardware.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.hardware.bus.BusCycle.Control;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;

class BusTest {
    private final Bus bus = new Bus(new Ram(16, Contents.FULL));

    @Test
    void aCycleShowsAddressDataAndControl() {
        AccessLog log = new AccessLog(10);
        bus.logTo(log);
        bus.port(Initiator.CPU).write32(0x1008, 0xcafe);
        bus.port(Initiator.WALKER).read64(0x1008);
        assertThat(log.cycles())
                .containsExactly(
                        new BusCycle(0, Initiator.CPU, Control.WRITE, 0x1008, 4, 0xcafe),
                        new BusCycle(1, Initiator.WALKER, Control.READ, 0x1008, 8, 0xcafe));
        assertThat(log.cycles().get(0)).hasToString("0 CPU WRITE [0x000000001008] 4 bytes 0xcafe");
    }

    @Test
    void portsShareTheMemoryAndCountApart() {
        BusPort cpu = bus.port(Initiator.CPU);
        BusPort kernel = bus.port(Initiator.KERNEL);
        cpu.write8(5, 0x1ff);
        assertThat(kernel.read8(5)).isEqualTo(0xff);
        kernel.copyFrame(0, 1);
        kernel.read(0x1000, new byte[100], 0, 100);
        assertThat(cpu.writes()).isEqualTo(1);
        assertThat(cpu.reads()).isZero();
        assertThat(kernel.reads()).isEqualTo(3);
        assertThat(kernel.bytesRead()).isEqualTo(1 + 4096 + 100);
        assertThat(kernel.bytesWritten()).isEqualTo(4096);
    }

    @Property(tries = 100)
    void theLogKeepsTheLastCycles(
            @ForAll @IntRange(min = 1, max = 20) int capacity, @ForAll @IntRange(max = 60) int cycles) {
        AccessLog log = new AccessLog(capacity);
        bus.logTo(log);
        for (int i = 0; i < cycles; i++) {
            bus.port(Initiator.CPU).touchRead(i * 8L, 8);
        }
        List<BusCycle> kept = log.cycles();
        assertThat(kept).hasSize(Math.min(capacity, cycles));
        for (int i = 0; i < kept.size(); i++) {
            long number = cycles - kept.size() + i;
            assertThat(kept.get(i).number()).isEqualTo(number);
            assertThat(kept.get(i).address()).isEqualTo(number * 8);
        }
        bus.logTo(null);
        bus.port(Initiator.CPU).touchWrite(0, 8);
        assertThat(log.count()).isEqualTo(cycles);
    }
}
