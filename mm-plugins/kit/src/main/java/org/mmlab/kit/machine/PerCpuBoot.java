package org.mmlab.kit.machine;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.percpu.AllocInfo;
import org.mmlab.physical.percpu.AllocInfoBuilder;
import org.mmlab.physical.percpu.FirstChunk;
import org.mmlab.physical.percpu.PerCpuAllocator;
import org.mmlab.physical.percpu.PerCpuBytes;
import org.mmlab.physical.percpu.PerCpuTemplate;

/** Sets up per-CPU areas as x86 does (Linux: {@code setup_per_cpu_areas}). */
final class PerCpuBoot {
    private static final int HUGE_PAGE = 2 << 20;
    private static final int PAGE = 4096;

    private final @Nullable PerCpuAllocator allocator;

    /** Copies the template into the units, if there are any. */
    PerCpuBoot(@Nullable FirstChunk first, PhysicalMemory memory, BusPort port) {
        PerCpuBytes bytes = port.ram().contents() == Contents.FULL ? port::write : PerCpuBytes.NONE;
        allocator =
                first == null ? null : new PerCpuAllocator(first, PerCpuTemplate.linux(), memory, bytes, Runnable::run);
    }

    /** Takes the units from the boot allocator; in pieces of 2 MiB if they are to be had. */
    static FirstChunk embed(MachineSpec spec, BootAllocator boot) {
        boolean wide = !BootLayout.is32Bit(spec);
        HardwareSpec hardware = spec.hardware();
        FirstChunk first = wide ? FirstChunk.embed(info(hardware, HUGE_PAGE, true), boot, nodes(hardware)::get) : null;
        if (first == null) {
            first = FirstChunk.embed(info(hardware, PAGE, wide), boot, nodes(hardware)::get);
        }
        if (first == null) {
            throw new BootException(
                    "RAM " + Sizes.format(hardware.ramBytes()) + " is too small to boot: no room for the"
                            + " per-CPU areas of " + hardware.cpus() + " CPUs ("
                            + Sizes.format((long) info(hardware, PAGE, wide).unitSize() * hardware.cpus())
                            + "); give more --ram, fewer --cpus, or --percpu off");
        }
        return first;
    }

    private static List<Integer> nodes(HardwareSpec hardware) {
        return hardware.cpuNodes();
    }

    private static AllocInfo info(HardwareSpec hardware, int atomSize, boolean wide) {
        int reserve = AllocInfoBuilder.MODULE_RESERVE;
        return AllocInfoBuilder.build(
                PerCpuTemplate.LINUX_6_12_AMD64_BYTES,
                wide ? reserve : 0,
                AllocInfoBuilder.DYNAMIC_RESERVE,
                atomSize,
                hardware.cpus(),
                (a, b) -> hardware.distances()
                        .get(nodes(hardware).get(a))
                        .get(nodes(hardware).get(b)));
    }

    /** Per-CPU memory, or null. */
    @Nullable PerCpuAllocator allocator() {
        return allocator;
    }
}
