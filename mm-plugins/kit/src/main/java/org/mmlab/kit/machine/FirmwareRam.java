package org.mmlab.kit.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a PC's firmware puts the memory of a machine that was specified by size alone: page 0 belongs to the BIOS, 640 KiB to
 * 1 MiB to the graphics card and option ROMs, 3 GiB to 4 GiB to devices (QEMU: {@code pc_memory_init}). The holes lie between
 * the usable ranges and take nothing from them, so that {@code --ram 64M} means 64 MiB of memory. Nodes follow one another.
 */
final class FirmwareRam {
    /** Start and end of each hole, in page frames. */
    private static final long[][] HOLES = {{0xA0, 0x100}, {0xC0000, 0x100000}};

    private FirmwareRam() {}

    /** The usable ranges in ascending order, page 0 left out. */
    static List<RamRange> ranges(List<Long> nodeBytes) {
        List<RamRange> ranges = new ArrayList<>();
        long next = 1;
        boolean first = true;
        for (int node = 0; node < nodeBytes.size(); node++) {
            long left = nodeBytes.get(node) >>> 12;
            if (first && left > 0) {
                left--; // page 0
                first = false;
            }
            while (left > 0) {
                next = afterHole(next);
                long end = Math.min(next + left, nextHole(next));
                ranges.add(new RamRange(next, end, node));
                left -= end - next;
                next = end;
            }
        }
        return ranges;
    }

    private static long afterHole(long pfn) {
        for (long[] hole : HOLES) {
            if (pfn >= hole[0] && pfn < hole[1]) {
                return hole[1];
            }
        }
        return pfn;
    }

    private static long nextHole(long pfn) {
        for (long[] hole : HOLES) {
            if (pfn < hole[0]) {
                return hole[0];
            }
        }
        return Long.MAX_VALUE;
    }
}
