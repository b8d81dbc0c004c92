package org.mmlab.tck.machine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.contract.MachineStep;
import org.mmlab.tck.contract.MachineStep.Kind;
import org.mmlab.tck.contract.MachineTrials;

/** Programs that broke a machine once, as short as they could be made. */
class OnceBrokenTest {
    /** A look at the accessed bit moves a locked page to the unevictable list: in the middle of the policy's choice. */
    @Test
    void aPolicyIsNotToldOfALockedPageWhileItChooses() {
        for (String policy : List.of("clock", "sieve", "car", "arc", "lru")) {
            run(
                    Map.of("reclaim", policy, "swap", "64M"),
                    new MachineStep(Kind.WRITE, 0, 27, 118, 70),
                    new MachineStep(Kind.MLOCK, 0, 6, 87, 25));
        }
    }

    private static void run(Map<String, String> keys, MachineStep... steps) {
        Map<String, String> all = new TreeMap<>(Map.of("ram", "512K", "thp", "never", "checked", "on"));
        all.putAll(keys);
        MachineTrials.run(MachineSpec.of(all), List.of(steps));
    }
}
