package org.mmlab.policies.replacement;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Request streams: uniform, skewed and looping, over few pages and many. */
public final class Requests {

    private Requests() {}

    /** Any of them. */
    public static Arbitrary<List<Integer>> any() {
        Arbitrary<Integer> uniform = Arbitraries.integers().between(0, 30);
        Arbitrary<Integer> skewed = Arbitraries.integers().between(0, 63).map(x -> x * x / 64);
        Arbitrary<Integer> wide = Arbitraries.integers().between(0, 3000);
        return Arbitraries.oneOf(lists(uniform), lists(skewed), lists(Arbitraries.oneOf(uniform, wide)), loops());
    }

    private static Arbitrary<List<Integer>> lists(Arbitrary<Integer> pages) {
        return pages.list().ofMinSize(1).ofMaxSize(400);
    }

    private static Arbitrary<List<Integer>> loops() {
        return Arbitraries.integers()
                .between(2, 25)
                .flatMap(length -> Arbitraries.integers()
                        .between(0, 20)
                        .map(one -> one == 0 ? 1 : 0)
                        .list()
                        .ofSize(300)
                        .map(jumps -> {
                            Integer[] pages = new Integer[jumps.size()];
                            int at = 0;
                            for (int i = 0; i < pages.length; i++) {
                                at = jumps.get(i) == 1 ? (at + 7) % length : (at + 1) % length;
                                pages[i] = at;
                            }
                            return List.of(pages);
                        }));
    }
}
