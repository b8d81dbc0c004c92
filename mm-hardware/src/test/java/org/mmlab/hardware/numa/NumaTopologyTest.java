package org.mmlab.hardware.numa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumaTopologyTest {
    private static final long MB = 1 << 20;

    @Property
    void whatIsPrintedIsReadBack(
            @ForAll @IntRange(min = 1, max = 8) int nodes,
            @ForAll @IntRange(min = 1, max = 12) int cpus,
            @ForAll @IntRange(min = 11, max = 255) int distance,
            @ForAll @IntRange(max = 7) int memoryless) {
        int[][] distances = NumaTopology.uniform(nodes);
        distances[0][nodes - 1] = nodes == 1 ? 10 : distance;
        int[] nodeOfCpu = new int[cpus];
        Arrays.setAll(nodeOfCpu, cpu -> cpu * 5 % nodes);
        long[] bytes = new long[nodes];
        Arrays.setAll(bytes, node -> node == memoryless && nodes > 1 ? 0 : (node + 1) * 64 * MB);
        NumaTopology topology = new NumaTopology(distances, nodeOfCpu, bytes);

        NumaTopology again = NumactlText.parse("text", NumactlText.print(topology, new long[nodes]));
        assertThat(again.distances()).isEqualTo(distances);
        assertThat(again.nodeOfCpu()).isEqualTo(nodeOfCpu);
        for (int node = 0; node < nodes; node++) {
            assertThat(again.bytes(node)).isEqualTo(bytes[node]);
            assertThat(again.hasMemory(node)).isEqualTo(bytes[node] != 0);
            int wanted = node;
            assertThat(again.hasCpu(node)).isEqualTo(Arrays.stream(nodeOfCpu).anyMatch(of -> of == wanted));
        }
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        int[][] distances = {{11, 20, 20}, {10, 10, 300}};
        assertThatThrownBy(() -> new NumaTopology(distances, new int[] {0, 3}, new long[] {MB, -1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(String.join(
                        "\n",
                        "node 1 has -1 bytes of memory; it must be 0 or more",
                        "cpu 1 is on node 3; there are nodes 0 to 2",
                        "node 0 has distance 11 to itself; it must be 10",
                        "node 1 has distance 10 to node 0; it must be 11 to 255",
                        "node 1 has distance 300 to node 2; it must be 11 to 255",
                        "node 2 has no row of distances; give 3 numbers for it"));
    }

    @Test
    void aMachineNeedsMemoryAndCpus() {
        assertThat(NumaTopology.errors(NumaTopology.uniform(2), new int[0], new long[2]))
                .containsExactly(
                        "no node has memory; give at least one of the 2 nodes some",
                        "no node has a CPU; give at least one of them one");
        assertThat(NumaTopology.errors(new int[][] {{10, 20}, {20, 10}}, new int[] {0}, new long[] {MB}))
                .containsExactly(
                        "node 0 has 2 distances; there are 1 nodes",
                        "distances are given for node 1, which does not exist; there are nodes 0 to 0");
    }

    @Test
    void aLineThatIsNotUnderstoodIsAnError() {
        assertThatThrownBy(() ->
                        NumactlText.parse("numa.txt", "available: 1 nodes (0)\nnode 0 cpus: 0\nnode 0 colour: red\n"))
                .hasMessage("numa.txt:3: 'node 0 colour: red' is not a line of numactl --hardware");
        assertThatThrownBy(() -> NumactlText.parse("numa.txt", "node 0 cpus: 0\nnode 1 size: 5 MB\n"))
                .hasMessageContaining("the size of node 0 is missing");
    }
}
