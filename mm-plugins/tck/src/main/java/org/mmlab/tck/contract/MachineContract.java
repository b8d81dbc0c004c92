package org.mmlab.tck.contract;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.contract.MachineStep.Kind;

/**
 * What every machine must do, whatever plug-ins it is made of. The author of a plug-in supplies machines that use it:
 *
 * <pre>
 *   class MyPolicyTest implements MachineContract {
 *       public List&lt;MachineSpec&gt; machines() {
 *           return List.of(MachineSpec.of(Map.of("ram", "2M", "reclaim", "mine", "thp", "never")));
 *       }
 *   }
 * </pre>
 */
public interface MachineContract {
    /** The machines that each program runs on; small ones, for all of a machine is counted after every step. */
    List<MachineSpec> machines();

    /** Random programs: a few processes that map, touch, fork, protect, unmap and exit. */
    @Provide
    default Arbitrary<List<MachineStep>> machinePrograms() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.WRITE),
                Tuple.of(4, Kind.READ),
                Tuple.of(3, Kind.MMAP_ANON),
                Tuple.of(2, Kind.MMAP_PRIVATE),
                Tuple.of(2, Kind.MMAP_SHARED),
                Tuple.of(2, Kind.MPROTECT),
                Tuple.of(2, Kind.MUNMAP),
                Tuple.of(2, Kind.DONTNEED),
                Tuple.of(2, Kind.PAGEOUT),
                Tuple.of(1, Kind.MLOCK),
                Tuple.of(1, Kind.MUNLOCK),
                Tuple.of(3, Kind.MIGRATE),
                Tuple.of(3, Kind.FORK),
                Tuple.of(1, Kind.START),
                Tuple.of(1, Kind.EXIT),
                Tuple.of(1, Kind.PLUG),
                Tuple.of(1, Kind.ONLINE),
                Tuple.of(2, Kind.OFFLINE),
                Tuple.of(1, Kind.UNPLUG),
                Tuple.of(1, Kind.PASS_TIME));
        Arbitrary<MachineStep> steps = Combinators.combine(
                        kinds,
                        evenly(0, 3),
                        evenly(0, MachineProgram.PAGES - 1),
                        evenly(1, MachineProgram.PAGES),
                        evenly(0, 200))
                .as(MachineStep::new);
        return steps.list().ofMinSize(1).ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
    }

    /** Without jqwik's preference for small numbers: most programs would touch a page or two of one process, and share none. */
    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    /**
     * After every step of a program: data read is data written, only permitted accesses succeed, every invariant holds; after the last
     * exit nothing is leaked.
     */
    @Property(tries = 16, edgeCases = EdgeCasesMode.NONE)
    default void aProgramSeesItsOwnMemoryAndNothingIsLost(@ForAll("machinePrograms") List<MachineStep> program) {
        for (MachineSpec spec : machines()) {
            run(spec, program);
        }
    }

    /** A machine is a function of its spec and its program: counters and clock are the same on a second run. */
    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    default void theSameProgramGivesTheSameCounters(@ForAll("machinePrograms") List<MachineStep> program) {
        for (MachineSpec spec : machines()) {
            Machine first = run(spec, program);
            Machine second = run(spec, program);
            if (!Arrays.equals(first.vmstat().snapshot(), second.vmstat().snapshot())
                    || first.clock().nowNs() != second.clock().nowNs()) {
                throw new AssertionError("two runs of one program differ on the machine\n" + spec.text());
            }
        }
    }

    /** Runs a program on a new machine. */
    private static Machine run(MachineSpec spec, List<MachineStep> program) {
        try {
            MachineProgram run = new MachineProgram(spec);
            run.run(program);
            return run.machine();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e + "\non the machine\n" + spec.text(), e);
        }
    }
}
