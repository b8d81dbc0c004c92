package org.mmlab.kit.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.kit.trace.DenseTrace;

/**
 * Every policy with every number of frames over a trace.
 *
 * @param policies the policies, in the order of the report
 * @param frames capacities, in the order of the report, each at least 1
 * @param seed for policies that draw
 */
public record Comparison(List<PolicyReference> policies, List<Integer> frames, long seed) {

    /** Copies the lists. */
    public Comparison {
        policies = List.copyOf(policies);
        frames = List.copyOf(frames);
    }

    /** The registry that {@code mm compare} and the conformance runs look policies up in. */
    public static PolicyRegistry registry() {
        return PolicyRegistry.builder()
                .spi("replacement", ReplacementPolicy.class)
                .build();
    }

    /** Number of results for each trace. */
    public int size() {
        return policies.size() * frames.size();
    }

    /**
     * Makes each policy once and throws it away, so that every mistake in a name or parameter shows before hours of work.
     *
     * @throws PolicyException with every one that is unknown or wrongly parameterised
     */
    public void check(PolicyRegistry registry) {
        List<String> errors = new ArrayList<>();
        for (PolicyReference policy : policies) {
            try {
                registry.create(ReplacementPolicy.class, policy);
            } catch (PolicyException e) {
                errors.addAll(e.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
    }

    /**
     * Replays the trace for each pair.
     *
     * @param done told each result as it comes, in order
     */
    public List<ReplayResult> run(DenseTrace trace, PolicyRegistry registry, Consumer<ReplayResult> done) {
        PageReplay replay = new PageReplay(trace);
        List<ReplayResult> results = new ArrayList<>();
        for (PolicyReference policy : policies) {
            for (int capacity : frames) {
                ReplacementPolicy fresh = registry.create(ReplacementPolicy.class, policy);
                ReplayResult result = replay.run(fresh, policy.toString(), capacity, seed);
                results.add(result);
                done.accept(result);
            }
        }
        return results;
    }
}
