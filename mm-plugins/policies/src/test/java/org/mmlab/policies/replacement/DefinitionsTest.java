package org.mmlab.policies.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Each policy misses exactly as often as its definition, played with plain lists, on any stream and capacity. */
class DefinitionsTest {

    @Provide
    Arbitrary<List<Integer>> requests() {
        return Requests.any();
    }

    @Property(tries = 200)
    void lru(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("lru", c, requests)).isEqualTo(Models.lru(c, requests));
    }

    @Property(tries = 200)
    void fifo(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("fifo", c, requests)).isEqualTo(Models.fifo(c, requests));
    }

    @Property(tries = 300)
    void clock(
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int c,
            @ForAll @IntRange(min = 1, max = 4) int bits,
            @ForAll @IntRange(max = 1) int load) {
        assertThat(Pool.misses("clock:bits=" + bits + ",load=" + load, c, requests))
                .isEqualTo(Models.clock(c, bits, load, requests));
    }

    @Property(tries = 200)
    void opt(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("opt", c, requests)).isEqualTo(Models.opt(c, requests));
    }

    @Property(tries = 200)
    void lfu(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("lfu", c, requests)).isEqualTo(Models.lfu(c, requests));
    }

    @Property(tries = 200)
    void sieve(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("sieve", c, requests)).isEqualTo(Models.sieve(c, requests));
    }

    @Property(tries = 200)
    void twoQueue(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("2q", c, requests)).isEqualTo(Models.twoQueue(c, requests));
    }

    @Property(tries = 200)
    void s3Fifo(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("s3-fifo", c, requests)).isEqualTo(Models.s3Fifo(c, requests));
    }

    @Property(tries = 300)
    void arc(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("arc", c, requests)).isEqualTo(AdaptiveModels.arc(c, requests));
    }

    @Property(tries = 300)
    void car(@ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses("car", c, requests)).isEqualTo(AdaptiveModels.car(c, requests));
    }

    @Property(tries = 300)
    void lirs(
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 3, max = 40) int c,
            @ForAll @IntRange(min = 1, max = 2) int leastHir,
            @ForAll @IntRange(max = 3) int stack) {
        assertThat(Pool.misses("lirs:hir-min=" + leastHir + ",stack=" + stack, c, requests))
                .isEqualTo(AdaptiveModels.lirs(c, leastHir, stack, requests));
    }
}
