package org.mmlab.tck.machine;

import java.util.List;
import java.util.Map;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.combination.Dimension;

/** The dimensions of physical memory: who boots it, how it is described, where it lies, who gives it out, and whether it comes and goes. */
final class PhysicalDimensions {
    private PhysicalDimensions() {}

    static Combinations all() {
        return Combinations.of(
                List.of(
                        Dimension.of("boot-allocator", "memblock", "bootmem", "none"),
                        Dimension.of("model", "sparse-vmemmap", "sparse", "discontig", "flat"),
                        new Dimension(
                                "nodes",
                                List.of(
                                        Map.of("nodes", "1", "node-ram", "4M"),
                                        Map.of("nodes", "2", "node-ram", "2M,2M", "cpus", "2"),
                                        Map.of("nodes", "4", "node-ram", "2M,1M,1M,1M", "cpus", "4"),
                                        Map.of("nodes", "4", "node-ram", "2M,0,1M,1M", "cpus", "1"))),
                        Dimension.of("allocator", "buddy", "bitmap", "llfree"),
                        Dimension.of("pcp", "on", "off"),
                        Dimension.of("hotplug", "0", "512M")),
                Map.of("ram", "4M", "thp", "never", "checked", "on", "swap", "64M"));
    }
}
