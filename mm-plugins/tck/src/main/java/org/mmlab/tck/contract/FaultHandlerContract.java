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
import org.mmlab.kit.machine.Machine;

/**
 * What every fault handler must do. The author of one registers it and supplies its name, with parameters if it likes:
 *
 * <pre>
 *   class MyHandlerTest implements FaultHandlerContract {
 *       public String handler() {
 *           return "mine:latency=5";
 *       }
 *   }
 * </pre>
 *
 * <p>The handler backs two regions of a small machine that runs short of memory. What it fills pages with is its own affair.
 */
public interface FaultHandlerContract {
    /** The plug-in, as the key {@code fault-handler} of a spec names it. */
    String handler();

    /** Random programs: a few processes that touch, drop, swap out, unmap and share pages of both regions. */
    @Provide
    default Arbitrary<List<BackedStep>> backedPrograms() {
        Arbitrary<BackedStep> steps = Combinators.combine(
                        Arbitraries.of(BackedStep.Kind.values()),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, BackedProgram.PAGES - 1),
                        Arbitraries.integers().between(1, BackedProgram.PAGES / 2),
                        Arbitraries.integers().between(0, 255))
                .as(BackedStep::new);
        return steps.list().ofMinSize(1).ofMaxSize(30);
    }

    /**
     * A page holds the same bytes at each fill, and between two fills what its process wrote; a page that does not exist never
     * exists; every invariant of the machine holds, and nothing is leaked.
     */
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    default void aRegionIsPrivateMemoryThatTheHandlerFills(@ForAll("backedPrograms") List<BackedStep> program) {
        new BackedProgram(handler()).run(program);
    }

    /** A handler has no randomness but the machine's: counters and clock are the same on a second run. */
    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    default void theSameProgramTakesTheSameTime(@ForAll("backedPrograms") List<BackedStep> program) {
        Machine first = new BackedProgram(handler()).run(program);
        Machine second = new BackedProgram(handler()).run(program);
        if (!Arrays.equals(first.vmstat().snapshot(), second.vmstat().snapshot())
                || first.clock().nowNs() != second.clock().nowNs()) {
            throw new AssertionError("two runs of one program with the handler " + handler() + " differ");
        }
    }
}
