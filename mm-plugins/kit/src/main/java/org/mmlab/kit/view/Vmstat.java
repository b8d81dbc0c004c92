package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/** {@code /proc/vmstat}: counters of the whole machine: zones, NUMA, nodes, events (Linux: {@code vmstat_show}). */
final class Vmstat {
    private Vmstat() {}

    static String of(Machine machine) {
        StringBuilder text = new StringBuilder();
        long free = 0;
        for (Zone zone : machine.memory().nodes().zones()) {
            free += zone.free().global();
        }
        line(text, "nr_free_pages", free);
        for (LruList list : LruList.values()) {
            line(text, "nr_zone_" + Lru.name(list), Lru.ofMachine(machine, list));
        }
        for (NumaStat stat : NumaStat.values()) {
            line(text, stat.kernelName(), numa(machine, stat));
        }
        for (LruList list : LruList.values()) {
            line(text, "nr_" + Lru.name(list), Lru.ofMachine(machine, list));
        }
        events(machine, text, true);
        events(machine, text, false);
        return text.toString();
    }

    /** Counters of nodes come before events, though the machine keeps both in one array. */
    private static void events(Machine machine, StringBuilder text, boolean ofNodes) {
        for (VmEvent event : VmEvent.values()) {
            if (isOfNode(event) == ofNodes) {
                line(text, event.kernelName(), machine.count(event));
            }
        }
    }

    private static boolean isOfNode(VmEvent event) {
        String name = event.kernelName();
        return name.startsWith("workingset_") || name.startsWith("nr_") && !name.startsWith("nr_tlb_");
    }

    private static long numa(Machine machine, NumaStat stat) {
        long events = 0;
        for (Zone zone : machine.memory().nodes().zones()) {
            events += zone.numaEvents(stat);
        }
        return events;
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(String.format(Locale.ROOT, "%s %d\n", name, value));
    }
}
