package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.contract.MachineContract;

/** Every pair of two choices occurs in one of these machines. */
class PairwiseMachineTest implements MachineContract {
    private static final Combinations COMBINATIONS = MachineDimensions.all();
    private static final List<MachineSpec> MACHINES = COMBINATIONS.pairwise();

    @Override
    public List<MachineSpec> machines() {
        return MACHINES;
    }

    @Example
    void countsAreAsSaid() {
        System.out.println("pairs of all choices: " + COMBINATIONS.summary(MACHINES.size()));
        assertThat(COMBINATIONS.viable()).isLessThan(COMBINATIONS.raw());
        assertThat(MACHINES).doesNotHaveDuplicates().hasSizeBetween(90, 200);
    }
}
