package org.mmlab.lab.conform.replacement;

import java.util.Locale;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.kit.compare.PageReplay;
import org.mmlab.lab.conform.ConformCase;

/**
 * One recorded count of misses.
 *
 * @param table the file it is from
 * @param trace the trace, as the vectors call it
 * @param policy our policy
 * @param frames capacity
 * @param requests requests that were counted, or {@link #NOT_RECORDED}
 * @param misses what the peer counted
 * @param match how close we must come
 */
record Expectation(
        String table, String trace, PolicyReference policy, int frames, long requests, long misses, Match match) {
    /** How many seeds a policy that draws is averaged over. */
    static final int SEEDS = 5;

    /** The table has no number of requests. */
    static final long NOT_RECORDED = Long.MIN_VALUE;

    private static final double TOLERANCE = 0.02;

    /**
     * How many standard deviations of our runs the peer's one run may lie below their mean: the prediction bound at 99.9 % of one run
     * from five, Student's t with 4 degrees of freedom (7.173) times the root of 1 + 1/5.
     */
    private static final double DEVIATIONS = 7.86;

    /** How close the replay must come. */
    enum Match {
        /** The same number. */
        EXACT,
        /** One run, at most 2 percent more. */
        NEAR,
        /** The mean over {@link #SEEDS} seeds, at most 2 percent more, or as much as chance allows. */
        NEAR_ON_AVERAGE
    }

    String caseName() {
        return table + " " + trace + " " + policy + " " + frames + " frames";
    }

    void replay(PageReplay replay, PolicyRegistry registry, ConformCase conformCase) {
        if (match == Match.EXACT) {
            conformCase.check("misses", misses, run(replay, registry, 1));
            return;
        }
        int seeds = match == Match.NEAR ? 1 : SEEDS;
        double sum = 0;
        double squares = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            double counted = run(replay, registry, seed);
            sum += counted;
            squares += counted * counted;
        }
        double mean = sum / seeds;
        double deviation = seeds == 1 ? 0 : Math.sqrt(Math.max(0, (squares - sum * mean) / (seeds - 1)));
        if (mean > misses + Math.max(TOLERANCE * misses, DEVIATIONS * deviation)) {
            conformCase.differ(
                    "mean misses",
                    "about " + misses,
                    String.format(Locale.ROOT, "%.1f, %.1f %% more", mean, 100 * (mean - misses) / misses));
        }
    }

    private long run(PageReplay replay, PolicyRegistry registry, long seed) {
        return replay.run(registry.create(ReplacementPolicy.class, policy), policy.toString(), frames, seed)
                .misses();
    }
}
