package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;

/** What every {@link OomPolicy} must do: name a living process, never one that must not be killed, and the same one when asked again. */
public interface OomPolicyContract {
    /** The policy. */
    OomPolicy oomPolicy();

    /**
     * A living process.
     *
     * @param resident frames
     * @param swapped swap entries
     * @param tables frames of page tables
     * @param adjust the user's bias
     */
    record Candidate(int resident, int swapped, int tables, int adjust) {}

    /** Some processes; many of them protected. */
    @Provide
    default Arbitrary<List<Candidate>> candidates() {
        Arbitrary<Integer> adjust = Arbitraries.oneOf(
                Arbitraries.integers().between(OomCandidates.NEVER, 1000), Arbitraries.just(OomCandidates.NEVER));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(1, 1 << 10),
                        adjust)
                .as(Candidate::new)
                .list()
                .ofMaxSize(8);
    }

    /** The victim is a living process whose owner did not forbid it; nobody, where none is left. */
    @Property(tries = 300)
    default void theVictimLivesAndMayBeKilled(@ForAll("candidates") List<Candidate> candidates) {
        OomPolicy policy = oomPolicy();
        int victim = policy.victim(new Seen(candidates));
        if (victim == OomPolicy.NOBODY) {
            if (candidates.stream().anyMatch(each -> each.adjust() >= 0 && each.resident() > 0)) {
                throw new AssertionError(Subject.of(policy) + ": nobody is named, though one of " + candidates
                        + " may be killed and has memory");
            }
            return;
        }
        int at = victim / Seen.PID_STEP - 1;
        if (victim % Seen.PID_STEP != 0 || at < 0 || at >= candidates.size()) {
            throw new AssertionError(Subject.of(policy) + ": pid " + victim + " is not a living process");
        }
        if (candidates.get(at).adjust() == OomCandidates.NEVER) {
            throw new AssertionError(Subject.of(policy) + ": pid " + victim + " must never be killed");
        }
        Subject.check(policy, "victim, asked again,", policy.victim(new Seen(candidates)), victim);
    }

    /** The candidates as a machine shows them; pids are not their positions. */
    record Seen(List<Candidate> candidates) implements OomCandidates {
        private static final int PID_STEP = 7;
        private static final long TOTAL = 1L << 23;

        @Override
        public int[] pids() {
            int[] pids = new int[candidates.size()];
            for (int i = 0; i < pids.length; i++) {
                pids[i] = (i + 1) * PID_STEP;
            }
            return pids;
        }

        private Candidate of(int pid) {
            return candidates.get(pid / PID_STEP - 1);
        }

        @Override
        public long residentFrames(int pid) {
            return of(pid).resident();
        }

        @Override
        public long swapEntries(int pid) {
            return of(pid).swapped();
        }

        @Override
        public long tableFrames(int pid) {
            return of(pid).tables();
        }

        @Override
        public int scoreAdjust(int pid) {
            return of(pid).adjust();
        }

        @Override
        public long totalFrames() {
            return TOTAL;
        }
    }
}
