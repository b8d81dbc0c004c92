package org.mmlab.kit.machine;

import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PhysicalSpec;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.movable.MovableRequest;
import org.mmlab.physical.movable.MovableStart;
import org.mmlab.physical.node.ZoneLimits;
import org.mmlab.physical.node.ZoneSizing;
import org.mmlab.physical.zone.ZoneLayout;

/** Where ZONE_MOVABLE begins on each node, as {@code kernelcore} and {@code movablecore} of a spec ask. */
final class MovableShare {
    private MovableShare() {}

    /** First frame of each node's Movable zone, 0 = none; by node. */
    static long[] starts(MachineSpec machine, List<RamRange> ram) {
        PhysicalSpec spec = machine.physical();
        int nodes = machine.hardware().nodes();
        MovableRequest request = new MovableRequest(
                frames(spec.kernelcore()),
                percent(spec.kernelcore()),
                frames(spec.movablecore()),
                percent(spec.movablecore()));
        if (request.equals(MovableRequest.NONE)) {
            return new long[nodes];
        }
        List<Range> ranges = ram.stream()
                .map(range -> new Range(Addresses.pfn(range.startPfn()), Addresses.pfn(range.endPfn()), range.node()))
                .toList();
        ZoneLayout layout = BootLayout.is32Bit(machine) ? ZoneLayout.I386 : ZoneLayout.X86_64;
        ZoneLimits limits = limits(layout, ram, machine);
        long[] starts = MovableStart.of(ranges, nodes, limits.low()[ZoneSizing.highestZone(layout, limits)], request);
        if (Arrays.stream(starts).allMatch(start -> start == 0)) {
            throw leavesNothing(spec, ram);
        }
        return starts;
    }

    private static BootException leavesNothing(PhysicalSpec spec, List<RamRange> ram) {
        String all = Sizes.format(ram.stream().mapToLong(RamRange::frames).sum() << Addresses.PAGE_SHIFT);
        String cure = "; give less, or 'none' for a machine without ZONE_MOVABLE";
        return spec.movablecore().isEmpty()
                ? new BootException("kernelcore: '" + spec.kernelcore() + "' of " + all
                        + " of memory leaves nothing for ZONE_MOVABLE, which starts at a multiple of 4M" + cure)
                : new BootException("movablecore: '" + spec.movablecore() + "' of " + all
                        + " of memory leaves nothing for the kernel, or is too little for a ZONE_MOVABLE, which starts at"
                        + " a multiple of 4M; give less or more, or 'none' for a machine without it");
    }

    private static ZoneLimits limits(ZoneLayout layout, List<RamRange> ram, MachineSpec machine) {
        long first = ram.get(0).startPfn();
        long max = ram.get(ram.size() - 1).endPfn();
        if (layout == ZoneLayout.X86_64) {
            return ZoneLimits.x8664(first, max);
        }
        return ZoneLimits.i386(first, BootOptions.split(machine, ram).lowEnd(), max);
    }

    private static long frames(String text) {
        return text.isEmpty() || text.endsWith("%")
                ? 0
                : Addresses.pagesFor(Sizes.parse(text).orElse(0));
    }

    private static int percent(String text) {
        return text.endsWith("%") ? Integer.parseInt(text.substring(0, text.length() - 1)) : 0;
    }
}
