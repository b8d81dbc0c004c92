package org.mmlab.kit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.network.SocketBuffers.Kind;
import org.mmlab.kit.network.SocketBuffers.Verdict;
import org.mmlab.kit.spec.MachineSpec;

/** Who gets packets that lie in memory of the last reserves. */
class SocketBuffersTest {
    private final Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "16M", "swap", "0")));
    private final SocketBuffers buffers = new SocketBuffers(machine.memory());
    private final Socket ordinary = new Socket(Kind.ORDINARY);
    private final Socket memalloc = new Socket(Kind.MEMALLOC);

    @Test
    void aMarkedPacketIsDroppedUnlessItsSocketMayUseTheReserves() {
        Verdict verdict = Verdict.DELIVERED;
        while (verdict == Verdict.DELIVERED) {
            verdict = buffers.receive(ordinary);
        }
        assertThat(verdict).isEqualTo(Verdict.DROPPED);
        assertThat(buffers.marked()).isEqualTo(1);
        assertThat(buffers.receive(memalloc)).isEqualTo(Verdict.DELIVERED);
        assertThat(buffers.marked()).isEqualTo(2);
        assertThat(buffers.receive(ordinary)).isEqualTo(Verdict.DROPPED);
    }

    @Test
    void packetsThatWereReadMakeRoomForOrdinaryOnesAgain() {
        long free = machine.freeFrames();
        while (buffers.receive(memalloc) != Verdict.NO_MEMORY) {
            assertThat(buffers.marked()).isLessThan(free);
        }
        assertThat(buffers.receive(ordinary)).isEqualTo(Verdict.NO_MEMORY);
        buffers.readAll(memalloc);
        assertThat(machine.freeFrames()).isEqualTo(free);
        assertThat(buffers.receive(ordinary)).isEqualTo(Verdict.DELIVERED);
        assertThat(ordinary.waiting()).isEqualTo(1);
    }
}
