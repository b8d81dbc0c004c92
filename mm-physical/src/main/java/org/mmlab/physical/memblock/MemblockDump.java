package org.mmlab.physical.memblock;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** The lists as text, in the kernel's own formats. */
public final class MemblockDump {
    private MemblockDump() {}

    /** The lines that {@code memblock=debug} prints once the firmware's map is in (Linux: {@code memblock_dump_all}). */
    public static List<String> configuration(Memblock memblock) {
        List<String> lines = new ArrayList<>();
        lines.add("MEMBLOCK configuration:");
        lines.add(" memory size = " + hex(memblock.query().physMemSize()) + " reserved size = "
                + hex(memblock.query().reservedSize()));
        list(memblock, memblock.memory(), lines);
        list(memblock, memblock.reserved(), lines);
        if (memblock.physmem().count() > 0) {
            list(memblock, memblock.physmem(), lines);
        }
        return lines;
    }

    /** One list as {@code /sys/kernel/debug/memblock/} shows it. */
    public static List<String> debugfs(Memblock memblock, RegionArray list) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.count(); i++) {
            String node = memblock.config().isNode(list.nid(i)) ? String.valueOf(list.nid(i)) : "x";
            lines.add(String.format(
                    "%4d: %s..%s %4s %s",
                    i,
                    hex(Addresses.rawPhys(list.base(i))),
                    hex(Addresses.rawPhys(list.end(i)) - 1),
                    node,
                    MemblockFlags.describe(list.flags(i))));
        }
        return lines;
    }

    private static void list(Memblock memblock, RegionArray list, List<String> lines) {
        lines.add(" " + list.name() + ".cnt  = 0x" + Integer.toHexString(list.count()));
        for (int i = 0; i < list.count(); i++) {
            boolean onNode =
                    memblock.config().maxNumNodes() > 1 && memblock.config().isNode(list.nid(i));
            lines.add(String.format(
                    " %s[0x%x]\t[%s], %s bytes%s flags: 0x%x",
                    list.name(),
                    i,
                    span(list.base(i), list.size(i)),
                    hex(list.size(i)),
                    onNode ? " on node " + list.nid(i) : "",
                    list.flags(i)));
        }
    }

    /** A number as the kernel prints a {@code phys_addr_t}. */
    static String hex(long value) {
        return String.format("0x%016x", value);
    }

    /** A range as the kernel prints it: both ends included. */
    static String span(@PhysAddr long base, long bytes) {
        return hex(Addresses.rawPhys(base)) + "-" + hex(Addresses.rawPhys(base) + bytes - 1);
    }
}
