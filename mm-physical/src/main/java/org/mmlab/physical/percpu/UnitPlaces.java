package org.mmlab.physical.percpu;

import java.util.List;

/** Which unit a CPU has, and how far from the base it is (Linux: {@code pcpu_unit_map}, {@code pcpu_unit_offsets}). */
final class UnitPlaces {
    private UnitPlaces() {}

    /** The offset of each CPU's unit from the base, in bytes. */
    static long[] offsets(AllocInfo info, int cpus) {
        long[] offsets = new long[cpus];
        for (AllocInfo.Group group : info.groups()) {
            List<Integer> units = group.cpus();
            for (int i = 0; i < units.size(); i++) {
                if (units.get(i) != AllocInfo.NO_CPU) {
                    offsets[units.get(i)] = group.baseOffset() + (long) i * info.unitSize();
                }
            }
        }
        return offsets;
    }

    /** The number of each CPU's unit. */
    static int[] units(AllocInfo info, int cpus) {
        int[] units = new int[cpus];
        int unit = 0;
        for (AllocInfo.Group group : info.groups()) {
            for (int cpu : group.cpus()) {
                if (cpu != AllocInfo.NO_CPU) {
                    units[cpu] = unit;
                }
                unit++;
            }
        }
        return units;
    }
}
