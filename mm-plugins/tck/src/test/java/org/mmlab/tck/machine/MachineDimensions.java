package org.mmlab.tck.machine;

import java.util.List;
import java.util.Map;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.combination.Dimension;

/** The dimensions of the machines that are tested. */
final class MachineDimensions {
    /** Less than one process may touch: reclaim scans, swaps both ways and, without swap, kills. With 2M it never begins. */
    private static final String TIGHT = "512K";

    private MachineDimensions() {}

    static Combinations all() {
        return Combinations.of(
                List.of(
                        Dimension.of("model", "sparse-vmemmap", "flat", "discontig", "sparse"),
                        new Dimension(
                                "nodes",
                                List.of(
                                        Map.of("nodes", "1", "cpus", "1"),
                                        Map.of("nodes", "2", "cpus", "2"),
                                        Map.of("nodes", "4", "cpus", "4"))),
                        Dimension.of("page-table", "x86-64-4level", "i386"),
                        Dimension.of("reclaim", "linux.active-inactive", "clock", "lru"),
                        Dimension.of("swap", "64M", "0"),
                        Dimension.of("contents", "full", "none"),
                        Dimension.of("pcp", "on", "off"),
                        Dimension.of("ram", TIGHT, "32M"),
                        Dimension.of("boot-allocator", "memblock", "bootmem", "none")),
                Map.of("thp", "never", "checked", "on"));
    }
}
