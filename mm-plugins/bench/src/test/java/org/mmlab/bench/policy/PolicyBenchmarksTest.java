package org.mmlab.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the benchmark of policies measures what it says. */
class PolicyBenchmarksTest {

    @Test
    void eachStreamHasTheHitsThatItSays() {
        PolicyBenchmark policy = new PolicyBenchmark();
        policy.stream = PolicyBenchmark.Stream.ACCESS;
        policy.prepare();
        assertThat(policy.replay()).isLessThanOrEqualTo(PolicyBenchmark.FRAMES);
        policy.stream = PolicyBenchmark.Stream.EVICTION;
        policy.prepare();
        assertThat(policy.replay()).isEqualTo(PolicyBenchmark.REQUESTS);
        policy.stream = PolicyBenchmark.Stream.ZIPF;
        policy.prepare();
        assertThat(policy.replay()).isBetween(2L * PolicyBenchmark.FRAMES, (long) PolicyBenchmark.REQUESTS / 2);
    }
}
