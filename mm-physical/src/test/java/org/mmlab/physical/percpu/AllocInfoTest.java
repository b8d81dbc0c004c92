package org.mmlab.physical.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of units is the one that 88 recorded boots logged, and a sound one for machines that nobody booted. */
class AllocInfoTest {
    private static final Pattern SIZES = Pattern.compile("s(\\d+) r(\\d+) d\\d+ .*");
    private static final int HUGE_PAGE = 2 << 20;
    private static final int I386_DYNAMIC = 28 << 10;

    static Stream<String> boots() throws IOException {
        try (InputStream packed = AllocInfoTest.class.getResourceAsStream("pcpu-alloc.txt.gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("boots")
    void theLayoutIsTheRecordedOne(String boot) {
        String[] fields = boot.split("\\|");
        int[] nodes =
                Arrays.stream(fields[3].split(" ")).mapToInt(Integer::parseInt).toArray();
        int[][] distances = Arrays.stream(fields[4].split("/"))
                .map(row -> Arrays.stream(row.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        Matcher sizes = SIZES.matcher(fields[5]);
        assertThat(sizes.matches()).isTrue();
        int reserved = Integer.parseInt(sizes.group(2));
        boolean page = fields[1].equals("page");
        IntBinaryOperator distance = page ? (a, b) -> 10 : (a, b) -> distances[nodes[a]][nodes[b]];
        AllocInfo info = AllocInfoBuilder.build(
                Integer.parseInt(sizes.group(1)),
                reserved,
                page ? 0 : reserved == 0 ? I386_DYNAMIC : AllocInfoBuilder.DYNAMIC_RESERVE,
                page || reserved == 0 ? 4096 : HUGE_PAGE,
                nodes.length,
                distance);
        assertThat(info.sizes()).isEqualTo(fields[5]);
        assertThat(info.layout()).isEqualTo(fields[6]);
    }

    @Property
    void everyCpuHasOneUnitOfItsNode(
            @ForAll @IntRange(min = 1, max = 64) int cpus,
            @ForAll @IntRange(min = 1, max = 8) int nodes,
            @ForAll @IntRange(min = 1, max = 300_000) int statics,
            @ForAll boolean hugePages) {
        AllocInfo info = AllocInfoBuilder.build(
                statics,
                AllocInfoBuilder.MODULE_RESERVE,
                AllocInfoBuilder.DYNAMIC_RESERVE,
                hugePages ? HUGE_PAGE : 4096,
                cpus,
                (a, b) -> a % nodes == b % nodes ? 10 : 20);
        int[] seen = new int[cpus];
        long end = 0;
        int wasted = 0;
        for (AllocInfo.Group group : info.groups()) {
            assertThat(group.baseOffset()).isEqualTo(end);
            end += (long) group.cpus().size() * info.unitSize();
            for (int cpu : group.cpus()) {
                if (cpu == AllocInfo.NO_CPU) {
                    wasted++;
                } else {
                    seen[cpu]++;
                    assertThat(cpu % nodes).isEqualTo(group.cpus().get(0) % nodes);
                }
            }
        }
        assertThat(seen).containsOnly(1);
        assertThat(wasted).isLessThanOrEqualTo(cpus / 3);
        assertThat(info.unitSize() % 4096).isZero();
        assertThat(info.unitSize()).isGreaterThanOrEqualTo(info.firstChunkBytes());
        assertThat(info.allocSize() % info.unitSize()).isZero();
        assertThat(info.firstChunkBytes() % 4096).isZero();
    }
}
