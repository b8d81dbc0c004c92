package org.mmlab.policies.zonelist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.ZonelistPolicy.Topology;

class NextNodeZonelistPolicyTest {
    private static final boolean[] CPUS = new boolean[4];

    @Test
    void theSurplusOfANodeGoesToTheNextOneHoweverFarItIs() {
        int[][] far = {{10, 40, 20, 20}, {40, 10, 40, 20}, {20, 40, 10, 40}, {20, 20, 40, 10}};
        int[][] order =
                new NextNodeZonelistPolicy().order(new Topology(far, new boolean[] {true, true, true, true}, CPUS));
        assertThat(order).isDeepEqualTo(new int[][] {{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}});
    }

    @Test
    void aNodeWithoutMemoryIsPassedOver() {
        Topology topology = new Topology(new int[4][4], new boolean[] {true, false, true, false}, CPUS);
        int[][] order = new NextNodeZonelistPolicy().order(topology);
        assertThat(order).isDeepEqualTo(new int[][] {{0, 2}, {2, 0}, {2, 0}, {0, 2}});
    }
}
