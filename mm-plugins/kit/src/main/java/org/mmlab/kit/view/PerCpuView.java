package org.mmlab.kit.view;

import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.percpu.PerCpuAllocator;
import org.mmlab.physical.percpu.PerCpuText;

/** Per-CPU memory: {@code percpu_stats} of debugfs, then where the units and the static variables lie. */
final class PerCpuView {
    private PerCpuView() {}

    static String of(Machine machine) {
        PerCpuAllocator allocator = machine.perCpu();
        return allocator == null
                ? "this machine has no per-CPU areas; boot it with percpu: on\n"
                : PerCpuText.stats(allocator) + PerCpuText.areas(allocator);
    }
}
