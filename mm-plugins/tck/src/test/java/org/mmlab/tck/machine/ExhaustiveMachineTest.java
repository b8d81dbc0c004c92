package org.mmlab.tck.machine;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.Label;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tag;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.combination.Shard;
import org.mmlab.tck.contract.MachinePrograms;
import org.mmlab.tck.contract.MachineStep;
import org.mmlab.tck.contract.MachineTrials;

/**
 * Every machine that the dimensions of a room make, each with a program of its own. {@code -Dmm.shard=3/16} runs a part, and
 * {@code -Dmm.seed=7} other programs.
 */
@Tag("exhaustive")
class ExhaustiveMachineTest {
    /** So much of the product of everything, where no shard is named. */
    private static final Shard SAMPLE = new Shard(1, 1_000_000);

    private static final int PROGRAM_SIZE = 1000;

    @Example
    @Label("core")
    void everyMachineOfTheCore() {
        sweep("core", MachineDimensions.core(), Shard.chosenOr(Shard.ALL));
    }

    @Example
    @Label("virtual")
    void everyMachineOfVirtualMemory() {
        sweep("virtual", MachineDimensions.virtual(), Shard.chosenOr(Shard.ALL));
    }

    @Example
    @Label("physical")
    void everyMachineOfPhysicalMemory() {
        sweep("physical", PhysicalDimensions.all(), Shard.chosenOr(Shard.ALL));
    }

    @Example
    @Label("all")
    void aSampleOfAllMachines() {
        Shard chosen = Shard.chosenOr(Shard.ALL);
        sweep("all", MachineDimensions.all(), new Shard(chosen.number(), Math.max(chosen.count(), SAMPLE.count())));
    }

    private static void sweep(String name, Combinations combinations, Shard shard) {
        List<MachineSpec> machines = combinations.shard(shard);
        String title = name + " " + shard + ": ";
        System.out.println(title + combinations.summary(machines.size()));
        RandomGenerator<List<MachineStep>> generator =
                MachinePrograms.arbitrary().generator(PROGRAM_SIZE);
        long seed = Long.getLong("mm.seed", 1);
        MachineTrials.sweep(
                machines,
                number -> generator
                        .next(new Random(seed * machines.size() + number))
                        .value(),
                line -> System.out.println(title + line));
    }
}
