package org.mmlab.tck.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.spec.MachineSpec;

class CombinationsTest {
    private static final List<Dimension> DIMENSIONS = List.of(
            Dimension.of("model", "sparse-vmemmap", "flat", "discontig", "sparse"),
            Dimension.of("nodes", "1", "2"),
            Dimension.of("page-table", "x86-64-4level", "i386"),
            Dimension.of("thp", "always", "never", "madvise"),
            Dimension.of("vma-index", "maple", "rbtree"));
    private static final Combinations COMBINATIONS = Combinations.of(DIMENSIONS, Map.of("cpus", "4"));

    @Test
    void whatCannotExistIsLeftOut() {
        assertThat(COMBINATIONS.raw()).isEqualTo(96);
        // x86-64: 7 of 8 (flat needs one node); i386: 3 of 8 (no vmemmap, one node)
        assertThat(COMBINATIONS.viable()).isEqualTo((7 + 3) * 6);
        assertThat(COMBINATIONS.exhaustive()).doesNotHaveDuplicates().hasSize(60);
    }

    @Property(tries = 30)
    void theShardsTogetherAreEverythingOnce(@ForAll @IntRange(min = 1, max = 70) int count) {
        List<MachineSpec> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            all.addAll(COMBINATIONS.shard(new Shard(number, count)));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(COMBINATIONS.exhaustive());
    }

    @Test
    void everyPairOfAnyViableMachineIsInOneOfTheFew() {
        Set<String> covered = new HashSet<>();
        List<MachineSpec> few = COMBINATIONS.pairwise();
        few.forEach(spec -> covered.addAll(pairs(spec)));
        for (MachineSpec spec : COMBINATIONS.exhaustive()) {
            assertThat(covered).containsAll(pairs(spec));
        }
        assertThat(few).hasSizeLessThan(25);
    }

    @Test
    void aDimensionThatTakesTurnsAddsNoMachineAndShowsEveryValue() {
        Combinations turned = COMBINATIONS.withTurnsOf(List.of(Dimension.of("swap", "0", "64M", "1G")));
        assertThat(turned.viable()).isEqualTo(COMBINATIONS.viable());
        assertThat(turned.exhaustive().stream().map(spec -> spec.reclaim().swapBytes()))
                .contains(0L, 64L << 20, 1L << 30);
    }

    @Test
    void aProductTooLargeToListCanBeShardedAndCounted() {
        List<Dimension> many = new ArrayList<>(DIMENSIONS);
        String[] seeds = new String[1000];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = Integer.toString(i);
        }
        many.add(Dimension.of("seed", seeds));
        many.add(Dimension.of("swappiness", "0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"));
        many.add(Dimension.of("min-free-kbytes", "100", "200", "300", "400", "500"));
        Combinations large = Combinations.of(many, Map.of());
        assertThat(large.viable()).isEqualTo(60L * 1000 * 55);
        assertThatThrownBy(large::exhaustive).hasMessageContaining("use more shards");
        assertThat(large.shard(new Shard(77, 100_000))).hasSize(33).doesNotHaveDuplicates();
    }

    @Test
    void aMisspeltValueIsAnErrorAndNoImpossibleMachine() {
        assertThatThrownBy(() -> Combinations.of(List.of(Dimension.of("model", "flat", "sprase")), Map.of()))
                .hasMessageContaining("sprase");
    }

    @Test
    void aShardIsWrittenAsNumberAndCount() {
        assertThat(Shard.parse("3/16")).isEqualTo(new Shard(3, 16)).hasToString("3/16");
        for (String wrong : List.of("", "3", "0/4", "5/4", "a/b", "1/2/3")) {
            assertThatThrownBy(() -> Shard.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3/16");
        }
    }

    private static Set<String> pairs(MachineSpec spec) {
        List<String> values = List.of(
                "model " + spec.physical().model(),
                "nodes " + spec.hardware().nodes(),
                "format " + spec.hardware().pageTable(),
                "thp " + spec.virtual().thp(),
                "index " + spec.virtual().vmaIndex());
        Set<String> pairs = new HashSet<>();
        for (String a : values) {
            for (String b : values) {
                pairs.add(a + ", " + b);
            }
        }
        return pairs;
    }
}
