package org.mmlab.physical.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.KernelVersion;

class NumaEmulationTest {
    private static final long MIB = 1L << 20;
    private static final long LEAST = 32 * MIB;
    private static final long DMA32_END = 1L << 32;

    private static final List<MemoryRange> FOUR_GIB = List.of(
            new MemoryRange(0x1000, 0x9f000),
            new MemoryRange(MIB, 3072 * MIB),
            new MemoryRange(4096 * MIB, 5120 * MIB));

    /** As Linux 6.12 cuts a machine of 4 GiB: the last node takes the rest across the hole. */
    @Test
    void nodesOfASizeTakeTheRestAlong() {
        assertThat(split(FOUR_GIB, "1G"))
                .contains(List.of(
                        new NodeBlock(0x1000, 1056 * MIB + 0x1000, 0),
                        new NodeBlock(1056 * MIB + 0x1000, 2080 * MIB + 0x1000, 1),
                        new NodeBlock(2080 * MIB + 0x1000, 5120 * MIB, 2)));
    }

    /** As Linux 6.1 cut the same machine: it did not know where memory begins, so every border lies a page lower. */
    @Test
    void beforeLinux612NodesAreCutFromAddressZero() {
        assertThat(new NumaEmulation(FOUR_GIB, List.of(new NodeBlock(0, 5120 * MIB, 0)), DMA32_END, KernelVersion.V6_1)
                        .split("1G"))
                .contains(List.of(
                        new NodeBlock(0, 1056 * MIB, 0),
                        new NodeBlock(1056 * MIB, 2080 * MIB, 1),
                        new NodeBlock(2080 * MIB, 5120 * MIB, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "0M", "0U", "999"})
    void theKernelGivesUpWhereNodesWouldBeEmpty(String option) {
        assertThat(split(List.of(new MemoryRange(MIB, 512 * MIB)), option)).isEmpty();
    }

    @Test
    void equalPartsOfEachNodeCountItsHolesIn() {
        List<MemoryRange> memory = List.of(new MemoryRange(0, 256 * MIB), new MemoryRange(512 * MIB, 1024 * MIB));
        List<NodeBlock> real = List.of(new NodeBlock(0, 512 * MIB, 0), new NodeBlock(512 * MIB, 1024 * MIB, 1));
        assertThat(new NumaEmulation(memory, real, DMA32_END, KernelVersion.V6_12).split("2U"))
                .contains(List.of(
                        new NodeBlock(0, 256 * MIB, 0), // node 1 was to have the hole
                        new NodeBlock(512 * MIB, 768 * MIB, 2),
                        new NodeBlock(768 * MIB, 1024 * MIB, 3)));
    }

    /** Every byte of memory belongs to one made-up node, whatever the holes, the real nodes and the wish. */
    @Property
    void everyByteOfMemoryHasOneNode(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 60) Integer> sizes,
            @ForAll @IntRange(min = 0, max = 3) int border,
            @ForAll @IntRange(min = 1, max = 9) int count) {
        List<MemoryRange> memory = new ArrayList<>();
        List<NodeBlock> real = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < sizes.size(); i++) {
            long end = at + sizes.get(i) * LEAST / 2;
            memory.add(new MemoryRange(at, end));
            real.add(new NodeBlock(at, end, i <= border ? 0 : 1));
            at = end + (i % 2) * 3 * LEAST;
        }
        for (String option : List.of(count + "", count * 32 + "M", count + "U")) {
            Optional<List<NodeBlock>> made =
                    new NumaEmulation(memory, real, DMA32_END, KernelVersion.V6_12).split(option);
            if (made.isPresent()) {
                Map<Integer, Long> bytes = new TreeMap<>();
                long all = 0;
                for (MemoryRange range : memory) {
                    for (NodeBlock block : made.get()) {
                        long within = Math.min(range.end(), block.end()) - Math.max(range.start(), block.start());
                        bytes.merge(block.node(), Math.max(0, within), Long::sum);
                    }
                    all += range.end() - range.start();
                }
                assertThat(bytes.values().stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(all);
                assertThat(bytes.values()).allMatch(size -> size > 0);
            }
        }
    }

    private static Optional<List<NodeBlock>> split(List<MemoryRange> memory, String option) {
        long end = memory.get(memory.size() - 1).end();
        return new NumaEmulation(memory, List.of(new NodeBlock(0, end, 0)), DMA32_END, KernelVersion.V6_12)
                .split(option);
    }
}
