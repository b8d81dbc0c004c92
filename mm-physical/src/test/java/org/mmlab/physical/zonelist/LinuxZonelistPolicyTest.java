package org.mmlab.physical.zonelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.ZonelistPolicy.Topology;

class LinuxZonelistPolicyTest {
    private static int[][] order(int[][] distance, boolean... hasMemory) {
        return new LinuxZonelistPolicy().order(new Topology(distance, hasMemory, new boolean[distance.length]));
    }

    @Test
    void equallyFarNodesAreDealtOutInTurn() {
        int[][] distance = {{10, 20, 20, 20}, {20, 10, 20, 20}, {20, 20, 10, 20}, {20, 20, 20, 10}};
        assertThat(order(distance, true, true, true, true))
                .isDeepEqualTo(new int[][] {{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}});
    }

    @Test
    void aNodeWithoutMemoryIsServedByTheOthersAndInNoList() {
        int[][] distance = {{10, 20, 30}, {20, 10, 20}, {30, 20, 10}};
        assertThat(order(distance, true, false, true)).isDeepEqualTo(new int[][] {{0, 2}, {2, 0}, {2, 0}});
    }

    @Provide
    Arbitrary<int[][]> distances() {
        return Arbitraries.integers()
                .between(1, 8)
                .flatMap(n -> Arbitraries.integers()
                        .between(11, 14)
                        .array(int[].class)
                        .ofSize(n)
                        .array(int[][].class)
                        .ofSize(n)
                        .map(rows -> {
                            for (int i = 0; i < n; i++) {
                                rows[i][i] = 10;
                            }
                            return rows;
                        }));
    }

    @Property
    void everyListHoldsEachMemoryNodeOnceNearestFirst(@ForAll("distances") int[][] distance) {
        boolean[] all = new boolean[distance.length];
        Arrays.fill(all, true);
        int[][] order = order(distance, all);
        for (int node = 0; node < order.length; node++) {
            int from = node;
            assertThat(order[node][0]).isEqualTo(node);
            assertThat(order[node])
                    .containsExactlyInAnyOrder(IntStream.range(0, order.length).toArray());
            // nodes with a lower number count as one farther
            int[] far = Arrays.stream(order[node])
                    .map(to -> distance[from][to] + (to < from ? 1 : 0))
                    .toArray();
            assertThat(Arrays.stream(far).skip(1).toArray()).isSorted();
        }
    }
}
