package org.mmlab.bench;

import java.util.HashMap;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;

/** Boots the machines of the benchmarks: without contents, otherwise as specs are, but for the keys that are given. */
public final class Machines {
    private Machines() {}

    /** A machine with pairs of key and value of its spec. */
    public static Machine boot(String... keysAndValues) {
        Map<String, String> spec = new HashMap<>();
        spec.put("contents", "none");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            spec.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return MachineFactory.create(MachineSpec.of(spec));
    }
}
