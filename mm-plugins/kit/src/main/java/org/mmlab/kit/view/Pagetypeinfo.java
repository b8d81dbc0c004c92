package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.zone.Zone;

/** {@code /proc/pagetypeinfo}: free blocks and pageblocks of each zone by migratetype (Linux: {@code pagetypeinfo_show}). */
final class Pagetypeinfo {
    /** The kernel counts no further, since it walks the lists for it (Linux: {@code pagetypeinfo_showfree_print}). */
    private static final long MOST_COUNTED = 100_000;

    private final Machine machine;
    private final StringBuilder text = new StringBuilder();

    private Pagetypeinfo(Machine machine) {
        this.machine = machine;
    }

    static String of(Machine machine) {
        Pagetypeinfo view = new Pagetypeinfo(machine);
        int order = machine.memory().context().pageblockOrder();
        view.add("Page block order: %d\n", order);
        view.add("Pages per block:  %d\n\n", 1 << order);
        view.freeBlocks();
        view.pageblocks();
        return view.text.toString();
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private void freeBlocks() {
        add("%-43s ", "Free pages count per migrate type at order");
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            add("%6d ", order);
        }
        text.append('\n');
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                add(
                        "Node %4d, zone %8s, type %12s ",
                        zone.node(), zone.type().kernelName(), MigrateType.kernelName(type));
                for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
                    long blocks = zone.freeBlocks().blocks(order, type);
                    add("%s%6d ", blocks >= MOST_COUNTED ? ">" : "", Math.min(blocks, MOST_COUNTED));
                }
                text.append('\n');
            }
        }
    }

    private void pageblocks() {
        add("\n%-23s", "Number of blocks type ");
        for (int type = 0; type < MigrateType.COUNT; type++) {
            add("%12s ", MigrateType.kernelName(type));
        }
        text.append('\n');
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            add("Node %d, zone %8s ", zone.node(), zone.type().kernelName());
            for (long blocks : count(zone)) {
                add("%12d ", blocks);
            }
            text.append('\n');
        }
    }

    private long[] count(Zone zone) {
        long[] blocks = new long[MigrateType.COUNT];
        long step = 1L << machine.memory().context().pageblockOrder();
        for (long pfn = Addresses.rawPfn(zone.startPfn()); pfn < Addresses.rawPfn(zone.endPfn()); pfn += step) {
            @FrameIndex int frame = machine.memory().frameOf(Addresses.pfn(pfn));
            if (frame != Addresses.NO_FRAME && machine.memory().zoneOf(frame) == zone) {
                blocks[zone.pageblockType(frame)]++;
            }
        }
        return blocks;
    }
}
