package org.mmlab.physical.movable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;

class MovableStartTest {
    private static Range range(long start, long end, int node) {
        return new Range(Addresses.pfn(start), Addresses.pfn(end), node);
    }

    @Test
    void kernelcoreOfARecordedBoot() {
        // 1 GiB with kernelcore=512M: the hole below 1 MiB pushes the start beyond 512 MiB, then it is rounded up
        List<Range> memory = List.of(range(1, 159, 0), range(256, 262_112, 0));
        assertThat(MovableStart.of(memory, 1, 4096, MovableRequest.kernelcore(131_072)))
                .containsExactly(132_096);
    }

    @Test
    void nothingIsMovableWithoutARequestOrWhenTheKernelWantsAll() {
        List<Range> memory = List.of(range(1, 262_112, 0));
        assertThat(MovableStart.of(memory, 1, 4096, MovableRequest.NONE)).containsExactly(0);
        assertThat(MovableStart.of(memory, 1, 4096, MovableRequest.kernelcore(1 << 20)))
                .containsExactly(0);
    }

    @Test
    void hotpluggableMemoryIsMovableFromItsFirstFrame() {
        List<Range> memory = List.of(range(1, 131_072, 0), range(131_072, 262_144, 1));
        assertThat(MovableStart.ofHotpluggable(List.of(range(131_072, 262_144, 1)), memory, 2))
                .containsExactly(0, 131_072);
    }

    @Property
    void theKernelGetsAtLeastWhatItAskedForAndLittleMore(
            @ForAll @IntRange(min = 1, max = 5) int nodes,
            @ForAll @LongRange(min = 4096, max = 400_000) long perNode,
            @ForAll @LongRange(min = 1, max = 1_000_000) long kernelcore) {
        List<Range> memory = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            memory.add(range(1 + node * perNode, 1 + (node + 1) * perNode, node));
        }
        long[] starts = MovableStart.of(memory, nodes, 1, MovableRequest.kernelcore(kernelcore));
        long kernel = 0;
        for (int node = 0; node < nodes; node++) {
            long end = 1 + (node + 1) * perNode;
            assertThat(starts[node] % 1024).isZero();
            assertThat(starts[node]).isLessThan(end);
            kernel += (starts[node] == 0 ? end : starts[node]) - (1 + node * perNode);
        }
        if (kernelcore < nodes * perNode) {
            // the division by nodes may leave up to one frame a node unassigned; rounding adds less than a block a node
            assertThat(kernel).isBetween(kernelcore - nodes, kernelcore + nodes * 1024L + nodes);
        } else {
            assertThat(starts).containsOnly(0);
        }
    }

    @Property
    void movablecoreGivesMovableMemoryUpToRounding(@ForAll @LongRange(min = 1, max = 200_000) long movablecore) {
        long end = 1 + 262_144;
        long start = MovableStart.of(List.of(range(1, end, 0)), 1, 1, MovableRequest.movablecore(movablecore))[0];
        long movable = start == 0 ? 0 : end - start;
        assertThat(movable).isBetween(movablecore - 1024, movablecore + 1024);
    }
}
