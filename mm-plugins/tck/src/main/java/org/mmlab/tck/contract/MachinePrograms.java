package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.mmlab.tck.contract.MachineStep.Kind;

/** Random programs of {@link MachineStep}s. */
public final class MachinePrograms {
    private static final int STEPS = 60;
    private static final int PROCESSES = 4;
    private static final int VALUES = 201;
    private static final int NEAR = MachineProgram.BEFORE * 3;

    private MachinePrograms() {}

    /** Programs of at most 60 steps, short ones as often as long ones. */
    public static Arbitrary<List<MachineStep>> arbitrary() {
        Arbitrary<MachineStep> steps = Combinators.combine(
                        kinds(), evenly(0, PROCESSES - 1), ranges(), evenly(0, VALUES - 1))
                .as((kind, process, range, value) -> new MachineStep(kind, process, range[0], range[1], value));
        return steps.list().ofMinSize(1).ofMaxSize(STEPS).withSizeDistribution(RandomDistribution.uniform());
    }

    /** Each kind at least once in so many; what the others need to have an effect, oftener. */
    private static Arbitrary<Kind> kinds() {
        Map<Kind, Integer> often = new EnumMap<>(Map.of(Kind.WRITE, 10, Kind.READ, 6, Kind.MMAP_ANON, 4, Kind.FORK, 4));
        for (Kind twice : EnumSet.of(
                Kind.MMAP_PRIVATE,
                Kind.MMAP_SHARED,
                Kind.MMAP_EXTENT,
                Kind.MPROTECT,
                Kind.MUNMAP,
                Kind.HUGE,
                Kind.PAGEOUT,
                Kind.MBIND,
                Kind.MOVE)) {
            often.put(twice, 2);
        }
        List<Tuple.Tuple2<Integer, Kind>> frequencies = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            frequencies.add(Tuple.of(often.getOrDefault(kind, 1), kind));
        }
        return Arbitraries.frequency(List.copyOf(frequencies));
    }

    /** First page and number of pages: mostly in the same few pages, sometimes whole extents, sometimes anything. */
    private static Arbitrary<int[]> ranges() {
        Arbitrary<int[]> near = Combinators.combine(evenly(0, NEAR - 1), evenly(1, NEAR))
                .as((first, count) -> new int[] {first, Math.min(count, NEAR - first)});
        Arbitrary<int[]> extents = evenly(0, 1).map(extent ->
                new int[] {MachineProgram.BEFORE + extent * MachineProgram.EXTENT, MachineProgram.EXTENT});
        Arbitrary<int[]> any = Combinators.combine(
                        evenly(0, MachineProgram.PAGES - 1), evenly(1, MachineProgram.EXTENT))
                .as((first, count) -> new int[] {first, count});
        return Arbitraries.frequencyOf(Tuple.of(6, near), Tuple.of(1, extents), Tuple.of(1, any));
    }

    /** Without jqwik's preference for small numbers: most programs would touch a page or two of one process, and share none. */
    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }
}
