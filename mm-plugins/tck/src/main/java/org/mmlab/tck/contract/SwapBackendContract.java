package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.mmlab.api.reclaim.SwapBackend;

/**
 * What every {@link SwapBackend} must do: give each slot to one user at a time and all of them when they are wanted, never the header's;
 * give back what was written; and be done with a transfer not before it began.
 */
public interface SwapBackendContract {
    /** A new backend that is not attached yet. */
    SwapBackend swapBackend();

    /**
     * A use of the area.
     *
     * @param kind what is done
     * @param choice which of the slots in use, or which frame, by its remainder
     * @param order log2 of the slots to take
     */
    record Transfer(Kind kind, int choice, int order) {}

    /** What can be done to an area. */
    enum Kind {
        /** Takes slots and writes them. */
        STORE,
        /** Writes a slot that is in use again. */
        REWRITE,
        /** Reads a slot. */
        READ,
        /** Gives a slot back. */
        FREE
    }

    /** Programs that fill an area more than they empty it. */
    @Provide
    default Arbitrary<List<Transfer>> transfers() {
        return Combinators.combine(
                        Arbitraries.of(
                                Kind.STORE, Kind.STORE, Kind.REWRITE, Kind.READ, Kind.READ, Kind.FREE, Kind.FREE),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.of(0, 0, 0, 0, 1, 2, 4, 9))
                .as(Transfer::new)
                .list()
                .ofMaxSize(200)
                .withSizeDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    /** Areas from a header and one slot up to some more than a thousand. */
    @Provide
    default Arbitrary<Integer> areaPages() {
        return Arbitraries.of(2, 3, 17, 64, 511, 512, 513, 1100);
    }

    /** Slots are unique and aligned, and a slot reads as it was written last. */
    @Property(tries = 60)
    default void whatIsWrittenIsReadAndSlotsHaveOneUser(
            @ForAll("areaPages") int pages, @ForAll("transfers") List<Transfer> transfers) {
        SwapAreaModel model = SwapAreaModel.of(swapBackend(), pages);
        transfers.forEach(model::apply);
        model.readAll();
    }

    /** Every slot but the header's is given out, whatever happened before, and again when all are free. */
    @Property(tries = 40)
    default void everySlotIsGivenOutBeforeTheAreaIsFull(
            @ForAll("areaPages") int pages, @ForAll("transfers") List<Transfer> transfers) {
        SwapAreaModel model = SwapAreaModel.of(swapBackend(), pages);
        transfers.forEach(model::apply);
        model.fill();
        model.empty();
        model.fill();
    }
}
