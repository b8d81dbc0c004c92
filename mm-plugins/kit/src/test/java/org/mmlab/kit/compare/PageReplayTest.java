package org.mmlab.kit.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.reclaim.HitEvictingPolicy;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.kit.trace.DenseTrace;

/** The mechanism of a replay: what it tells a policy, what it counts, and which answers it refuses. */
class PageReplayTest {

    /** Writes down what it is told and gives the frames that it is told to give. */
    private static class Scripted implements HitEvictingPolicy {
        final List<String> calls = new ArrayList<>();
        final Sight sight;
        int victim;
        int surplus = -1;
        ReplacementContext pool;

        Scripted(Sight sight, int victim) {
            this.sight = sight;
            this.victim = victim;
        }

        @Override
        public Sight sight() {
            return sight;
        }

        @Override
        public void attach(ReplacementContext context) {
            pool = context;
        }

        @Override
        public void admit(int frame, int page) {
            calls.add("admit " + page + " in " + frame + (pool.testAndClearReferenced(frame) ? " marked" : ""));
        }

        @Override
        public void access(int frame, int page) {
            calls.add("access " + page + " in " + frame);
        }

        @Override
        public int victim(int incoming) {
            calls.add("victim for " + incoming + (pool.testAndClearReferenced(0) ? ", 0 marked" : ""));
            return victim;
        }

        @Override
        public void evicted(int frame, int page) {
            calls.add("evicted " + page + " of " + frame);
        }

        @Override
        public void kept(int frame, int page) {
            calls.add("kept");
        }

        @Override
        public void removed(int frame, int page) {
            calls.add("removed");
        }

        @Override
        public int surplus() {
            int given = surplus;
            surplus = -1;
            return given;
        }
    }

    private static DenseTrace trace(int... pages) {
        int distinct = 0;
        for (int page : pages) {
            distinct = Math.max(distinct, page + 1);
        }
        return new DenseTrace("made up", pages, new long[distinct]);
    }

    @Test
    void theVictimIsChosenBeforeTheNewPageEnters() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, 1);
        ReplayResult result = new PageReplay(trace(0, 1, 1, 2, 0)).run(policy, "scripted", 2, 1);
        assertThat(policy.calls)
                .containsExactly(
                        "admit 0 in 0",
                        "admit 1 in 1",
                        "access 1 in 1",
                        "victim for 2",
                        "evicted 1 of 1",
                        "admit 2 in 1",
                        "access 0 in 0");
        assertThat(result).isEqualTo(new ReplayResult("made up", "scripted", 2, 5, 3));
        assertThat(result.missRatio()).isEqualTo(0.6);
    }

    @Test
    void withReferenceBitsAHitOnlySetsTheBitAndALoadClearsIt() {
        Scripted policy = new Scripted(Sight.REFERENCE_BIT, 0);
        new PageReplay(trace(0, 0, 1, 1, 2)).run(policy, "scripted", 1, 1);
        assertThat(policy.calls)
                .containsExactly(
                        "admit 0 in 0",
                        "victim for 1, 0 marked",
                        "evicted 0 of 0",
                        "admit 1 in 0",
                        "victim for 2, 0 marked",
                        "evicted 1 of 0",
                        "admit 2 in 0");
    }

    @Test
    void aPolicyThatNamesNoVictimRefusesThePage() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, Addresses.NO_FRAME);
        assertThat(new PageReplay(trace(0, 1, 1, 0))
                        .run(policy, "scripted", 1, 1)
                        .misses())
                .isEqualTo(3);
        assertThat(policy.calls).containsExactly("admit 0 in 0", "victim for 1", "victim for 1", "access 0 in 0");
    }

    @Test
    void aPageThatFellOffAtAHitLeavesAFreeFrame() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, 0);
        policy.surplus = 0;
        assertThat(new PageReplay(trace(0, 1, 1, 2, 0))
                        .run(policy, "scripted", 2, 1)
                        .misses())
                .isEqualTo(4);
        assertThat(policy.calls)
                .containsExactly(
                        "admit 0 in 0",
                        "admit 1 in 1",
                        "access 1 in 1",
                        "evicted 0 of 0",
                        "admit 2 in 0",
                        "victim for 0",
                        "evicted 2 of 0",
                        "admit 0 in 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, 1_000_000})
    void aFrameThatIsNotInThePoolIsAnErrorThatNamesThePolicy(int frame) {
        assertThatThrownBy(() ->
                        new PageReplay(trace(0, 1, 2)).run(new Scripted(Sight.EVERY_ACCESS, frame), "mine:x=1", 2, 1))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("replacement policy 'mine:x=1' named frame " + frame)
                .hasMessageContaining("frames 0 to 1");
    }

    @Test
    void aFrameThatAnOldPageLeftMarkedIsCleanForTheNewOne() {
        Scripted policy = new Scripted(Sight.REFERENCE_BIT, 0) {
            @Override
            public int victim(int incoming) {
                return 0;
            }
        };
        new PageReplay(trace(0, 0, 1)).run(policy, "scripted", 1, 1);
        assertThat(policy.calls).containsExactly("admit 0 in 0", "evicted 0 of 0", "admit 1 in 0");
    }

    @Test
    void eachPageThatFellOffLeavesAFrameOfItsOwn() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, 0) {
            private int next = 2;

            @Override
            public int surplus() {
                return --next;
            }
        };
        new PageReplay(trace(0, 1, 2, 2, 3, 4)).run(policy, "scripted", 3, 1);
        assertThat(policy.calls)
                .contains("evicted 1 of 1", "evicted 0 of 0", "admit 3 in 0", "admit 4 in 1")
                .noneMatch(call -> call.startsWith("victim"));
    }

    @Test
    void aFrameThatFallsOffTwiceIsAnErrorThatNamesThePolicy() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, 0) {
            @Override
            public int surplus() {
                return 0;
            }
        };
        assertThatThrownBy(() -> new PageReplay(trace(0, 0)).run(policy, "twice", 2, 1))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("replacement policy 'twice' named frame 0")
                .hasMessageContaining("not resident");
    }

    @Property(tries = 200)
    void theFutureIsTheNextRequestForThePage(
            @ForAll @NotEmpty @Size(max = 300) List<@IntRange(max = 20) Integer> requests,
            @ForAll @IntRange(min = 1, max = 25) int c) {
        int[] pages = requests.stream().mapToInt(Integer::intValue).toArray();
        int[] position = {0};
        Scripted oracle = new Scripted(Sight.FUTURE, 0) {
            @Override
            public void admit(int frame, int page) {
                access(frame, page);
            }

            @Override
            public void access(int frame, int page) {
                int at = position[0]++;
                assertThat(requests.get(at)).isEqualTo(page);
                int next = requests.subList(at + 1, requests.size()).indexOf(page);
                assertThat(pool.nextUse(page)).isEqualTo(next < 0 ? ReplacementContext.NEVER : at + 1 + next);
            }
        };
        new PageReplay(trace(pages)).run(oracle, "oracle", c, 1);
        assertThat(position[0]).isEqualTo(requests.size());
    }

    @Test
    void aPolicyThatDidNotAskForTheFutureDoesNotGetIt() {
        Scripted policy = new Scripted(Sight.EVERY_ACCESS, 0);
        new PageReplay(trace(0)).run(policy, "scripted", 1, 1);
        assertThatThrownBy(() -> policy.pool.nextUse(0)).hasMessageContaining("its sight() is not FUTURE");
    }

    @Test
    void aComparisonRunsEveryPolicyWithEveryCapacityInOrder() {
        Comparison comparison = new Comparison(
                List.of(PolicyReference.parse("fifo"), PolicyReference.parse("clock:bits=2")), List.of(2, 1), 1);
        List<ReplayResult> seen = new ArrayList<>();
        List<ReplayResult> results = comparison.run(trace(0, 1, 0, 2, 0, 1), Comparison.registry(), seen::add);
        assertThat(results).isEqualTo(seen).hasSize(comparison.size());
        assertThat(results)
                .extracting(result -> result.policy() + " " + result.frames() + " " + result.misses())
                .containsExactly("fifo 2 5", "fifo 1 6", "clock:bits=2 2 4", "clock:bits=2 1 6");
        assertThatThrownBy(() -> new Comparison(List.of(PolicyReference.parse("clok")), List.of(1), 1)
                        .check(Comparison.registry()))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("unknown replacement policy 'clok'; did you mean 'clock'? known: 2q, arc");
        assertThat(Comparison.registry().all(ReplacementPolicy.class)).hasSizeGreaterThan(10);
    }
}
