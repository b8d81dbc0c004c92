package org.mmlab.policies.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.ReplacementPolicy;

/** What holds of every policy that is shipped, whatever its rule. */
class EveryPolicyTest {

    private static final List<String> VARIANTS = List.of(
            "clock:bits=2",
            "clock:load=1",
            "slru:segments=2,lowest=0.2",
            "slru:segments=3,fill=lowest",
            "lirs:stack=2,dedup=true",
            "car:quotient=real",
            "clock-pro:sight=bit",
            "s3-fifo:small=0.5");

    @Provide
    Arbitrary<List<Integer>> requests() {
        return Requests.any();
    }

    @Provide
    Arbitrary<String> policies() {
        List<String> names = new ArrayList<>(VARIANTS);
        Pool.REGISTRY.all(ReplacementPolicy.class).stream()
                .map(PolicyDescriptor::name)
                .forEach(names::add);
        return Arbitraries.of(names);
    }

    @Test
    void allOfTheLiteratureIsThere() {
        assertThat(Pool.REGISTRY.all(ReplacementPolicy.class).stream().map(PolicyDescriptor::name))
                .contains(
                        "2q",
                        "arc",
                        "car",
                        "clock",
                        "clock-pro",
                        "fifo",
                        "lfu",
                        "lirs",
                        "lru",
                        "opt",
                        "random",
                        "s3-fifo",
                        "sieve",
                        "slru",
                        "w-tinylfu");
    }

    @Property(tries = 500)
    void noneMissesLessThanOptNorLessThanThePages(
            @ForAll("policies") String policy,
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int c) {
        int distinct = (int) requests.stream().distinct().count();
        int misses = Pool.misses(policy, c, requests);
        assertThat(misses).isBetween(Pool.misses("opt", c, requests), requests.size());
        if (c >= distinct && !policy.startsWith("slru")) {
            assertThat(misses).isEqualTo(distinct);
        }
    }

    @Property(tries = 800)
    void theMechanismMayTakeKeepAndRemovePagesAtAnyTime(
            @ForAll("policies") String policy,
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int c,
            @ForAll List<@IntRange(max = 99) Integer> interventions,
            @ForAll @IntRange(max = 40) int framesAtFirst) {
        Pool pool = new Pool(policy, c, requests, Math.min(c, framesAtFirst));
        for (int i = 0; i < requests.size(); i++) {
            pool.request(requests.get(i));
            int intervention = interventions.isEmpty() ? 99 : interventions.get(i % interventions.size());
            if (intervention < 10) {
                pool.remove(intervention);
            } else if (intervention < 20) {
                pool.keep();
            } else if (intervention < 25) {
                pool.shrink();
            }
        }
        int left = pool.resident();
        for (int i = 0; i < left; i++) {
            assertThat(pool.shrink())
                    .as("a victim is named while pages are resident")
                    .isTrue();
        }
        assertThat(pool.shrink()).as("no victim of an empty pool").isFalse();
    }

    @Property(tries = 300)
    void keptPagesMakeWayForOthers(
            @ForAll("policies") String policy,
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 2, max = 40) int c) {
        Pool pool = new Pool(policy, c, requests);
        requests.forEach(pool::request);
        int resident = pool.resident();
        Set<Integer> named = new HashSet<>();
        for (int i = 0; i < 200 * resident && named.size() < Math.min(2, resident); i++) {
            named.add(pool.keep());
        }
        assertThat(named).hasSizeGreaterThanOrEqualTo(Math.min(2, resident));
    }

    @Property(tries = 100)
    void moreFramesNeverHurtStackPolicies(
            @ForAll("requests") List<Integer> requests, @ForAll @IntRange(min = 1, max = 39) int c) {
        assertThat(Pool.misses("lru", c + 1, requests)).isLessThanOrEqualTo(Pool.misses("lru", c, requests));
        assertThat(Pool.misses("opt", c + 1, requests)).isLessThanOrEqualTo(Pool.misses("opt", c, requests));
    }

    @Property(tries = 100)
    void theSameSeedGivesTheSameCount(
            @ForAll("policies") String policy,
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int c) {
        assertThat(Pool.misses(policy, c, requests)).isEqualTo(Pool.misses(policy, c, requests));
    }

    @Test
    void parametersThatDoNotGoTogetherAreNamed() {
        assertThatThrownBy(() -> Pool.misses("clock:enter=before-sweep,load=1", 4, List.of(1)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("enter=before-sweep goes with load=0 only");
        assertThatThrownBy(() -> Pool.misses("clock:bits=9", 4, List.of(1)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("9 is not in 1..7");
    }
}
