package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * A small machine and what its kernel asks of boot memory.
 *
 * @param ram memory, ascending
 * @param reservations what firmware and kernel hold from the start
 * @param steps what follows
 */
public record BootProgram(List<Ram> ram, List<Reservation> reservations, List<Step> steps) {
    private static final int PAGE = 4096;
    private static final int HALF_KILOBYTE = 512;
    private static final int UNITS_PER_PAGE = PAGE / HALF_KILOBYTE;

    /** {@code frames} frames of a node, {@code gap} frames after what came before. */
    public record Ram(int gap, int frames, int node) {}

    /** Bytes that are taken before the allocator is ready. */
    public record Reservation(int start, int bytes) {}

    /** What a step does. */
    public enum Kind {
        /** Allocates. */
        ALLOCATE,
        /** Gives back the allocation of number {@code which}, counted round. */
        FREE,
        /** Reserves bytes from {@code min} on. */
        RESERVE
    }

    /** One call; {@code max} 0 means no bound. */
    public record Step(Kind kind, int which, int bytes, long alignment, int min, int max, int node) {}

    /** Whether sizes and places are whole frames. */
    enum Grain {
        FRAMES,
        BYTES
    }

    static Arbitrary<BootProgram> any(Grain grain) {
        return Combinators.combine(
                        anyRam().list().ofMinSize(1).ofMaxSize(6).withoutEdgeCases(),
                        reservation(grain).list().ofMaxSize(6).withoutEdgeCases(),
                        step(grain).list().ofMaxSize(40).withoutEdgeCases())
                .as(BootProgram::new);
    }

    private static Arbitrary<Ram> anyRam() {
        return Combinators.combine(even(0, 8), even(1, 40), even(0, 2)).as(Ram::new);
    }

    private static Arbitrary<Reservation> reservation(Grain grain) {
        int unit = grain == Grain.FRAMES ? UNITS_PER_PAGE : 1;
        return Combinators.combine(even(0, 150 * UNITS_PER_PAGE / unit), even(0, 60 / unit))
                .as((start, length) -> new Reservation(start * unit * HALF_KILOBYTE, length * unit * HALF_KILOBYTE));
    }

    private static Arbitrary<Step> step(Grain grain) {
        boolean frames = grain == Grain.FRAMES;
        return Combinators.combine(
                        Arbitraries.of(Kind.ALLOCATE, Kind.ALLOCATE, Kind.FREE, Kind.RESERVE),
                        even(0, 100),
                        frames ? even(1, 8).map(count -> count * PAGE) : even(1, 5 * PAGE),
                        even(frames ? 12 : 0, 15).map(shift -> 1L << shift),
                        bound(120, grain),
                        bound(160, grain),
                        even(-1, 2))
                .as(Step::new);
    }

    /** Half of the bounds are none. */
    private static Arbitrary<Integer> bound(int frames, Grain grain) {
        int unit = grain == Grain.FRAMES ? PAGE : 1;
        int most = frames * PAGE / unit;
        return even(-most, most).map(number -> Math.max(0, number) * unit);
    }

    private static Arbitrary<Integer> even(int min, int max) {
        return Arbitraries.integers().between(min, max).withDistribution(RandomDistribution.uniform());
    }
}
