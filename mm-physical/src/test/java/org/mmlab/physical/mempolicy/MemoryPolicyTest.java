package org.mmlab.physical.mempolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.PhysicalMemoryBuilder;
import org.mmlab.physical.zone.NumaStat;

class MemoryPolicyTest {
    private static final int NODES = 4;
    private static final long FRAMES_PER_NODE = 8192;

    private final PhysicalMemory memory = machine();
    private final PolicyAllocation allocation = new PolicyAllocation(memory);

    private static PhysicalMemory machine() {
        int[][] distance = new int[NODES][NODES];
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder();
        for (int node = 0; node < NODES; node++) {
            for (int to = 0; to < NODES; to++) {
                distance[node][to] = node == to ? 10 : 20;
            }
            long start = (1 << 20) + node * FRAMES_PER_NODE;
            builder.range(start, start + FRAMES_PER_NODE, node);
        }
        builder.topology(distance, 0, 1, 2, 3);
        PhysicalMemory memory = builder.build();
        memory.freeAtBoot(Addresses.pfn(1 << 20), NODES * FRAMES_PER_NODE);
        builder.finish(memory);
        return memory;
    }

    private static MemoryPolicy policy(String name, int... nodes) {
        long mask = IntStream.of(nodes).mapToLong(node -> 1L << node).sum();
        Map<String, String> parameters = nodes.length == 0 ? Map.of() : Map.of("nodes", Long.toString(mask));
        return PolicyRegistry.builder()
                .spi("memory", MemoryPolicy.class)
                .build()
                .find(MemoryPolicy.class, name)
                .create(parameters);
    }

    private int nodeOfNext(MemoryPolicy policy, long index) {
        int frame = allocation.allocate(Gfp.HIGHUSER_MOVABLE & ~Gfp.RECLAIM, 0, policy, index);
        return frame == NO_FRAME ? -1 : memory.nodeOf(frame);
    }

    @Test
    void localFollowsTheCpu() {
        memory.cpu().set(2);
        assertThat(nodeOfNext(policy("local"), 0)).isEqualTo(2);
        memory.cpu().set(3);
        assertThat(nodeOfNext(policy("local"), 0)).isEqualTo(3);
    }

    @Test
    void bindFailsRatherThanLeaveItsNodes() {
        MemoryPolicy bind = policy("bind", 1, 2);
        long got = 0;
        for (int node = nodeOfNext(bind, 0); node >= 0; node = nodeOfNext(bind, 0)) {
            assertThat(node).isIn(1, 2);
            got++;
        }
        assertThat(got).isGreaterThan(FRAMES_PER_NODE);
        assertThat(nodeOfNext(policy("local"), 0)).isZero();
    }

    @Test
    void preferredGoesElsewhereWhenItsNodeIsFull() {
        MemoryPolicy preferred = policy("preferred", 3);
        assertThat(nodeOfNext(preferred, 0)).isEqualTo(3);
        int node = 3;
        for (long i = 0; i <= FRAMES_PER_NODE && node == 3; i++) {
            node = nodeOfNext(preferred, 0);
        }
        assertThat(node).isBetween(0, 2);
    }

    @Test
    void preferredManyTakesItsNodesFirstThenAny() {
        MemoryPolicy many = policy("preferred-many", 1, 2);
        int first = nodeOfNext(many, 0);
        assertThat(first).isIn(1, 2);
        int node = first;
        for (long i = 0; i <= 2 * FRAMES_PER_NODE && (node == 1 || node == 2); i++) {
            node = nodeOfNext(many, 0);
        }
        assertThat(node).isIn(0, 3);
    }

    @Test
    void interleavingCountsItsHits() {
        MemoryPolicy interleave = policy("interleave", 0, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(nodeOfNext(interleave, MemoryPolicy.NO_INDEX)).isEqualTo(i % 2 * 2);
        }
        long hits = memory.nodes().zones().stream()
                .mapToLong(zone -> zone.numaEvents(NumaStat.NUMA_INTERLEAVE_HIT))
                .sum();
        assertThat(hits).isEqualTo(10);
    }

    @Property
    void interleavingByPlaceDependsOnThePlaceAlone(@ForAll @IntRange(min = 0, max = 1_000_000) int index) {
        assertThat(policy("interleave", 1, 3).node(index, allocation)).isEqualTo(index % 2 == 0 ? 1 : 3);
    }

    @Property
    void weightsGiveEachNodeItsShareInARow(
            @ForAll @IntRange(min = 1, max = 9) int w0, @ForAll @IntRange(min = 1, max = 9) int w1) {
        allocation.setWeight(0, w0);
        allocation.setWeight(1, w1);
        MemoryPolicy weighted = policy("weighted-interleave", 0, 1);
        MemoryPolicy turn = policy("weighted-interleave", 0, 1);
        for (int i = 0; i < 3 * (w0 + w1); i++) {
            int expected = i % (w0 + w1) < w0 ? 0 : 1;
            assertThat(weighted.node(i, allocation)).isEqualTo(expected);
            assertThat(turn.node(MemoryPolicy.NO_INDEX, allocation)).isEqualTo(expected);
        }
    }

    @Test
    void bindWithoutNodesIsRefused() {
        assertThatThrownBy(() -> policy("bind"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("nodes");
    }
}
