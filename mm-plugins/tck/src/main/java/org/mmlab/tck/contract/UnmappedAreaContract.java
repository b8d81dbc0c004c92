package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.mmlab.api.virtual.UnmappedArea;

/**
 * What every {@link UnmappedArea} must do: give a place that is free, outside what neighbours claim, aligned and within the bounds; find one
 * where there is ample room; and change nothing.
 */
public interface UnmappedAreaContract {
    /** A new policy, for an address space of its own. */
    UnmappedArea unmappedArea();

    /**
     * An area of the address space.
     *
     * @param gap free pages between the area below and this one's guard
     * @param guard pages below the area that it claims
     * @param pages its length
     */
    record Neighbour(int gap, int guard, int pages) {}

    /**
     * A search.
     *
     * @param pages length of the place
     * @param alignPages pages that its address is aligned to, a power of two
     * @param offsetPages by how many pages it is off that alignment
     */
    record Search(int pages, int alignPages, int offsetPages) {}

    /** Address spaces, from empty to crowded. */
    @Provide
    default Arbitrary<List<Neighbour>> neighbours() {
        return Combinators.combine(evenly(0, 12), Arbitraries.of(0, 0, 0, 1, 5), evenly(1, 20))
                .as(Neighbour::new)
                .list()
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    /** Small and large requests, most without alignment. */
    @Provide
    default Arbitrary<List<Search>> searches() {
        return Combinators.combine(evenly(1, 20), Arbitraries.of(1, 1, 1, 2, 8, 16), evenly(0, 15))
                .as((pages, align, offset) -> new Search(pages, align, offset & align - 1))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    /** The place is free and fits; there is none only where nothing is large enough. */
    @Property(tries = 300)
    default void aPlaceIsFreeAlignedAndWithinTheBounds(
            @ForAll("neighbours") List<Neighbour> neighbours, @ForAll("searches") List<Search> searches) {
        UnmappedArea policy = unmappedArea();
        UnmappedAreaModel model = new UnmappedAreaModel(neighbours);
        for (Search search : searches) {
            model.place(policy, search);
        }
    }
}
