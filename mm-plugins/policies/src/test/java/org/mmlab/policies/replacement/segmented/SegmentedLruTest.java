package org.mmlab.policies.replacement.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.policies.replacement.Pool;
import org.mmlab.policies.replacement.Requests;

/** Segmented LRU misses and pushes out the same pages in the same order as a ladder of plain queues. */
class SegmentedLruTest {

    @Provide
    Arbitrary<List<Integer>> requests() {
        return Requests.any();
    }

    @Provide
    Arbitrary<Double> lowest() {
        return Arbitraries.of(0.0, 0.25, 0.5, 0.75, 1.0);
    }

    @Property(tries = 500)
    void everyMissAndEveryVictimIsTheLadders(
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int frames,
            @ForAll @IntRange(min = 1, max = 6) int segments,
            @ForAll("lowest") double lowest,
            @ForAll boolean upwards) {
        String policy = "slru:segments=" + segments + ",lowest=" + lowest + ",fill=" + (upwards ? "upwards" : "lowest");
        assertThat(Pool.journal(policy, frames, requests))
                .isEqualTo(new LadderModel(frames, segments, lowest, upwards).play(requests));
    }
}
