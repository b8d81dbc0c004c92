package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.zone.Zone;

/** {@code /proc/buddyinfo}: free blocks of each zone by order (Linux: {@code frag_show_print}). */
final class Buddyinfo {
    private Buddyinfo() {}

    static String of(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            text.append(String.format(
                    Locale.ROOT, "Node %d, zone %8s ", zone.node(), zone.type().kernelName()));
            for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
                long blocks = 0;
                for (int type = 0; type < MigrateType.COUNT; type++) {
                    blocks += zone.freeBlocks().blocks(order, type);
                }
                text.append(String.format(Locale.ROOT, "%6d ", blocks));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
