package org.mmlab.physical.boot;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A small machine and what its kernel does before the page allocator runs. */
record BootScript(List<Ram> ram, List<Reservation> reservations, List<Step> steps) {
    /** RAM of a node, {@code gap} frames after what came before. */
    record Ram(int gap, int frames, int node) {}

    /** Bytes that are taken from the start, in units of half a kilobyte. */
    record Reservation(int start, int length) {}

    /** What a step does. */
    enum Kind {
        ALLOCATE,
        FREE,
        RESERVE
    }

    /** Allocates; or frees the allocation of that number; or reserves bytes from the frame {@code minFrame}. */
    record Step(Kind kind, int which, int bytes, int alignShift, int minFrame, int maxFrame, int node) {}

    /** Whether sizes and bounds are whole frames. */
    enum Granularity {
        FRAMES,
        BYTES
    }

    static Arbitrary<BootScript> any(Granularity granularity) {
        Arbitrary<Ram> ram = Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(0, 2))
                .as(Ram::new);
        int unit = granularity == Granularity.FRAMES ? 8 : 1;
        Arbitrary<Reservation> reservation = Combinators.combine(
                        Arbitraries.integers().between(0, 150 * 8 / unit),
                        Arbitraries.integers().between(0, 60 / unit))
                .as((start, length) -> new Reservation(start * unit, length * unit));
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(Kind.ALLOCATE, Kind.ALLOCATE, Kind.FREE, Kind.RESERVE),
                        Arbitraries.integers().between(0, 100),
                        granularity == Granularity.FRAMES
                                ? Arbitraries.integers().between(1, 8).map(frames -> frames * 4096)
                                : Arbitraries.integers().between(1, 20_000),
                        Arbitraries.integers().between(granularity == Granularity.FRAMES ? 12 : 0, 15),
                        Arbitraries.integers().between(0, 120).injectNull(0.5).map(frame -> frame == null ? 0 : frame),
                        Arbitraries.integers().between(1, 160).injectNull(0.5).map(frame -> frame == null ? 0 : frame),
                        Arbitraries.integers().between(-1, 2))
                .as(Step::new);
        return Combinators.combine(
                        ram.list().ofMinSize(1).ofMaxSize(6).withoutEdgeCases(),
                        reservation.list().ofMaxSize(6).withoutEdgeCases(),
                        step.list().ofMaxSize(40).withoutEdgeCases())
                .as(BootScript::new);
    }
}
