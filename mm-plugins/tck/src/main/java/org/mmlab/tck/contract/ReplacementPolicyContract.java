package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.reclaim.ReplacementPolicy;

/**
 * What every replacement policy must do. The author of one supplies {@link #policy}:
 *
 * <pre>
 *   class MyPolicyTest implements ReplacementPolicyContract {
 *       public ReplacementPolicy policy() {
 *           return new MyPolicy();
 *       }
 *   }
 * </pre>
 *
 * <p>The policy runs in pools of a few frames against a mechanism that checks every answer. How good its choices are is not
 * judged, beyond what no policy may be: worse than missing every request.
 */
public interface ReplacementPolicyContract {
    /** A new, configured, unattached instance. */
    ReplacementPolicy policy();

    /** Streams of requests: uniform, skewed, loops longer than memory, and many pages used once. */
    @Provide
    default Arbitrary<int[]> streams() {
        Arbitrary<Integer> uniform = Arbitraries.integers().between(0, 30);
        Arbitrary<Integer> skewed = Arbitraries.integers().between(0, 63).map(x -> x * x / 64);
        Arbitrary<Integer> wide = Arbitraries.integers().between(0, 3000);
        Arbitrary<int[]> loops = Arbitraries.integers()
                .between(2, 50)
                .map(length -> IntStream.range(0, 300).map(i -> i % length).toArray());
        return Arbitraries.oneOf(
                uniform.array(int[].class).ofMinSize(1).ofMaxSize(400),
                skewed.array(int[].class).ofMinSize(1).ofMaxSize(400),
                wide.array(int[].class).ofMinSize(1).ofMaxSize(200),
                loops);
    }

    /** A victim is always resident; each page is missed once at least, and no request twice. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    default void victimsAreResident(
            @ForAll("streams") int[] stream, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        ReplacementPool pool = new ReplacementPool(policy(), capacity, stream);
        while (pool.step()) {
            assertThat(pool.resident()).isLessThanOrEqualTo(capacity);
        }
        int distinct = (int) IntStream.of(stream).distinct().count();
        assertThat(pool.misses()).as("misses").isBetween(distinct, stream.length);
        assertThat(pool.evictions()).hasSize(pool.misses() - pool.resident());
    }

    /** Pages that are kept, freed or evicted out of turn leave the policy in order, and at the end it gives every page up. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    default void everyPageCanGo(
            @ForAll("streams") int[] stream,
            @ForAll @IntRange(min = 1, max = 40) int capacity,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 99) Integer> interventions) {
        ReplacementPool pool = new ReplacementPool(policy(), capacity, stream);
        for (int i = 0; pool.step(); i++) {
            int intervention = interventions.get(i % interventions.size());
            if (intervention < 10) {
                pool.free(intervention);
            } else if (intervention < 20) {
                pool.keep();
            } else if (intervention < 25) {
                pool.shrink();
            }
        }
        int left = pool.resident();
        for (int i = 0; i < left; i++) {
            assertThat(pool.shrink())
                    .as("a victim, with %d pages resident", pool.resident())
                    .isTrue();
        }
        assertThat(pool.shrink()).as("a victim of an empty pool").isFalse();
    }

    /** A page that could not be evicted makes way for others. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void keptPagesMakeWay(@ForAll("streams") int[] stream, @ForAll @IntRange(min = 2, max = 40) int capacity) {
        ReplacementPool pool = new ReplacementPool(policy(), capacity, stream);
        while (pool.step()) {
            continue;
        }
        int expected = Math.min(2, pool.resident());
        Set<Integer> named = new HashSet<>();
        for (int i = 0; i < 200 * capacity && named.size() < expected; i++) {
            named.add(pool.keep());
        }
        assertThat(named).as("frames named while each is kept").hasSizeGreaterThanOrEqualTo(expected);
    }

    /** The same seed and the same requests give the same evictions, on a second instance as on the first. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void sameSeedSameEvictions(
            @ForAll("streams") int[] stream, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        ReplacementPool first = new ReplacementPool(policy(), capacity, stream);
        ReplacementPool second = new ReplacementPool(policy(), capacity, stream);
        while (first.step() & second.step()) {
            continue;
        }
        assertThat(second.evictions()).isEqualTo(first.evictions());
    }

    /** What fits is never evicted: as many misses as pages. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void nothingIsEvictedWhileFramesAreFree(@ForAll("streams") int[] stream) {
        int distinct = (int) IntStream.of(stream).distinct().count();
        ReplacementPool pool = new ReplacementPool(policy(), distinct, stream);
        while (pool.step()) {
            continue;
        }
        assertThat(pool.misses()).isEqualTo(distinct);
        assertThat(pool.evictions()).isEmpty();
    }
}
