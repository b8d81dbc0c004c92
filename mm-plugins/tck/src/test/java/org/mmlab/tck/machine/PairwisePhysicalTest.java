package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.contract.MachineContract;
import org.mmlab.tck.contract.MachineStep;

/** Every pair of two choices of physical memory occurs in one of these machines. */
class PairwisePhysicalTest implements MachineContract {
    private static final Combinations COMBINATIONS = PhysicalDimensions.all();
    private static final List<MachineSpec> MACHINES = COMBINATIONS.pairwise();

    @Override
    public List<MachineSpec> machines() {
        return MACHINES;
    }

    @Override
    @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
    public void aProgramSeesItsOwnMemoryAndNothingIsLost(@ForAll("machinePrograms") List<MachineStep> program) {
        MachineContract.super.aProgramSeesItsOwnMemoryAndNothingIsLost(program);
    }

    @Example
    void countsAreAsSaid() {
        System.out.println("physical " + COMBINATIONS.summary(MACHINES.size()));
        assertThat(COMBINATIONS.raw()).isEqualTo(576);
        // flat has one node alone: 13 of 16 pairs of model and nodes; the 8 sparse ones of them run with hot-plug too
        assertThat(COMBINATIONS.viable()).isEqualTo(3L * (13 + 8) * 3 * 2);
        assertThat(MACHINES).doesNotHaveDuplicates().hasSizeBetween(12, 30);
    }
}
