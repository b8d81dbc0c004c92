package org.mmlab.kit.view;

import java.util.Locale;
import java.util.function.ToIntFunction;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.compaction.Fragmentation;
import org.mmlab.physical.zone.Zone;

/** {@code /sys/kernel/debug/extfrag}: how broken up free memory is, by zone and order (Linux: {@code extfrag_show_print}). */
final class Extfrag {
    private static final String INDEX_FORMAT = "%2d.%03d ";
    private static final String UNUSABLE_FORMAT = "%d.%03d ";

    private Extfrag() {}

    /** {@code extfrag_index}. */
    static String index(Machine machine) {
        return text(machine, Fragmentation::index, INDEX_FORMAT);
    }

    /** {@code unusable_index}. */
    static String unusable(Machine machine) {
        return text(machine, Fragmentation::unusable, UNUSABLE_FORMAT);
    }

    private static String text(Machine machine, ToIntFunction<Fragmentation> figure, String format) {
        StringBuilder text = new StringBuilder();
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            text.append(String.format(
                    Locale.ROOT, "Node %d, zone %8s ", zone.node(), zone.type().kernelName()));
            for (int order = 0; order < FrameAllocator.ORDERS; order++) {
                int thousandths = figure.applyAsInt(Fragmentation.of(zone, order));
                text.append(String.format(Locale.ROOT, format, thousandths / 1000, thousandths % 1000));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
