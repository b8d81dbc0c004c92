package org.mmlab.policies.replacement.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.policies.replacement.Pool;
import org.mmlab.policies.replacement.Requests;

/**
 * W-TinyLFU misses and pushes out the same pages in the same order as plain queues with true counts, on pages that the sketch counts
 * exactly; and the sketch never counts too low.
 */
class WTinyLfuTest {

    @Provide
    Arbitrary<List<Integer>> requests() {
        return Requests.any();
    }

    @Provide
    Arbitrary<Double> share() {
        return Arbitraries.of(0.0, 0.01, 0.125, 0.25, 0.5, 0.75, 1.0);
    }

    @Property(tries = 500)
    void everyMissAndEveryVictimIsTheModels(
            @ForAll("requests") List<Integer> requests,
            @ForAll @IntRange(min = 1, max = 40) int frames,
            @ForAll("share") double window,
            @ForAll("share") double kept) {
        compare(requests, frames, window, kept);
    }

    /** All pages get warm, and each of them loses again and again: chance lets some in, the same ones as in the model. */
    @Example
    void warmPagesAreLetInByTheSameChance() {
        compare(IntStream.range(0, 3000).mapToObj(at -> at % 210).toList(), 200, 0.5, 0.75);
    }

    private static void compare(List<Integer> requests, int frames, double window, double kept) {
        List<Integer> exact = pagesThatAreCountedExactly(frames, Math.max(3, 2 * frames));
        List<Integer> stream = requests.stream()
                .limit(15L * frames - 1)
                .map(page -> exact.get(page % exact.size()))
                .toList();
        assertThat(Pool.journal("w-tinylfu:window=" + window + ",protected=" + kept, frames, stream))
                .isEqualTo(new WindowModel(frames, window, kept, Pool.SEED).play(stream));
    }

    @Property(tries = 200)
    void theSketchNeverCountsTooLow(
            @ForAll @Size(min = 1, max = 160) List<@IntRange(max = 60) Integer> pages,
            @ForAll @IntRange(min = 16, max = 64) int frames,
            @ForAll long seed) {
        FrequencySketch sketch = new FrequencySketch(frames, seed);
        pages.subList(0, Math.min(pages.size(), 10 * frames - 1)).forEach(sketch::increment);
        for (int page = 0; page <= 60; page++) {
            int times = (int) pages.stream()
                    .limit(10L * frames - 1)
                    .filter(Integer.valueOf(page)::equals)
                    .count();
            assertThat(sketch.frequency(page)).isBetween(Math.min(times, FrequencySketch.MOST), FrequencySketch.MOST);
        }
    }

    @Property(tries = 50)
    void fewPagesThatWereNeverRequestedAreCounted(@ForAll long seed) {
        FrequencySketch sketch = new FrequencySketch(64, seed);
        IntStream.range(0, 30).forEach(sketch::increment);
        assertThat(IntStream.range(30, 1030).filter(page -> sketch.frequency(page) > 0))
                .hasSizeLessThan(50);
    }

    /** The first pages of which each, with all the others counted, still has a counter to itself. */
    private static List<Integer> pagesThatAreCountedExactly(int frames, int wanted) {
        List<Integer> exact = new ArrayList<>();
        for (int page = 0; exact.size() < wanted && page < 4 * wanted; page++) {
            exact.add(page);
            if (!exact.stream().allMatch(one -> isUntouchedByOthers(one, exact, frames))) {
                exact.remove(exact.size() - 1);
            }
        }
        return exact;
    }

    private static boolean isUntouchedByOthers(int page, List<Integer> all, int frames) {
        FrequencySketch sketch = new FrequencySketch(frames, Pool.SEED);
        all.stream().filter(other -> other != page).forEach(sketch::increment);
        return sketch.frequency(page) == 0;
    }
}
