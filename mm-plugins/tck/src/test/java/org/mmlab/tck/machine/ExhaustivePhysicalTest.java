package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.contract.MachineContract;
import org.mmlab.tck.contract.MachineStep;

/** Every machine that the choices of physical memory make, each with one program of each property. */
@Tag("exhaustive")
class ExhaustivePhysicalTest implements MachineContract {
    private static final Combinations COMBINATIONS = PhysicalDimensions.all();
    private static final List<MachineSpec> MACHINES = COMBINATIONS.exhaustive();

    @Override
    public List<MachineSpec> machines() {
        return MACHINES;
    }

    @Override
    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    public void aProgramSeesItsOwnMemoryAndNothingIsLost(@ForAll("machinePrograms") List<MachineStep> program) {
        MachineContract.super.aProgramSeesItsOwnMemoryAndNothingIsLost(program);
    }

    @Override
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
    public void theSameProgramGivesTheSameCounters(@ForAll("machinePrograms") List<MachineStep> program) {
        MachineContract.super.theSameProgramGivesTheSameCounters(program);
    }

    @Example
    void countsAreAsSaid() {
        System.out.println("physical " + COMBINATIONS.summary(MACHINES.size()));
        assertThat(MACHINES).doesNotHaveDuplicates().hasSize(COMBINATIONS.viable());
    }
}
