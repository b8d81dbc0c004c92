package org.mmlab.tck.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.contract.MachineContract;

/** Machines whose memory comes and goes while processes run. */
class HotplugTest implements MachineContract {
    @Override
    public List<MachineSpec> machines() {
        List<MachineSpec> machines = new ArrayList<>();
        for (Map<String, String> values : List.of(
                Map.of("ram", "16M"),
                Map.of("ram", "1M", "memmap-on-memory", "on", "swap", "0"),
                Map.of("ram", "32M", "nodes", "3", "node-ram", "16M,0,16M", "cpus", "1", "model", "sparse"),
                Map.of("ram", "16M", "allocator", "bitmap", "nodes", "2", "online-policy", "auto-movable"),
                Map.of("ram", "16M", "allocator", "llfree", "pcp", "off"))) {
            Map<String, String> all = new TreeMap<>(Map.of("hotplug", "512M", "thp", "never", "checked", "on"));
            all.putAll(values);
            machines.add(MachineSpec.of(all));
        }
        return machines;
    }
}
