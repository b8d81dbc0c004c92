package org.mmlab.lab.bootmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.boot.BootmemBootAllocator;
import org.mmlab.physical.boot.MemblockBootAllocator;
import org.mmlab.physical.boot.NoBootAllocator;

/** Recorded boots on each boot allocator. */
class BootReplayTest {
    @ParameterizedTest
    @ValueSource(strings = {"uma-1g", "numa2"})
    void memblockPutsEveryAllocationWhereTheKernelHadIt(String name) throws IOException {
        BootTrace trace = BundledBootTraces.read(name);
        BootReplay replay = new BootReplay(new MemblockBootAllocator(), trace.ram());
        BootCost cost = replay.run(trace);
        assertThat(replay.elsewhere()).isEmpty();
        assertThat(cost.allocations()).isGreaterThanOrEqualTo(50);
        assertThat(cost.failed()).isZero();
        assertThat(cost.metadataBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uma-1g", "numa2"})
    void theOthersBootTooAndLoseMore(String name) throws IOException {
        BootTrace trace = BundledBootTraces.read(name);
        BootCost memblock = cost(new MemblockBootAllocator(), trace);
        BootCost bootmem = cost(new BootmemBootAllocator(), trace);
        BootCost none = cost(new NoBootAllocator(), trace);
        assertThat(List.of(bootmem.failed(), none.failed())).containsOnly(0);
        assertThat(bootmem.metadataBytes()).isPositive();
        assertThat(memblock.lostBytes()).isNotNegative().isLessThan(bootmem.lostBytes());
        assertThat(bootmem.lostBytes()).isLessThan(none.lostBytes());
        assertThat(none.framesHandedOver()).isLessThan(memblock.framesHandedOver());
    }

    @Test
    void whatIsNotATraceIsAnError() {
        assertThatThrownBy(() -> BootTraceParser.parse("file", List.of("hello")))
                .isInstanceOf(VectorFormatException.class)
                .hasMessageStartingWith("file: not a trace of boot memory");
    }

    private static BootCost cost(BootAllocator allocator, BootTrace trace) {
        return new BootReplay(allocator, trace.ram()).run(trace);
    }
}
