package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.kit.spec.MachineSpec;

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

    /** Random programs: a few processes that map, touch, fork, move, lock, advise, unmap and exit. */
    @Provide
    default Arbitrary<List<MachineStep>> machinePrograms() {
        return MachinePrograms.arbitrary();
    }

    /**
     * After every step of a program: data read is data written, only permitted accesses succeed, every invariant holds; after the last
     * exit nothing is leaked.
     */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    default void aProgramSeesItsOwnMemoryAndNothingIsLost(@ForAll("machinePrograms") List<MachineStep> program) {
        MachineTrials.onEach(machines(), spec -> MachineTrials.run(spec, program));
    }

    /** A machine is a function of its spec and its program: everything that it holds and counts is the same on a second run. */
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
    default void theSameProgramGivesTheSameMachine(@ForAll("machinePrograms") List<MachineStep> program) {
        MachineTrials.onEach(machines(), spec -> MachineTrials.runTwice(spec, program));
    }
}
