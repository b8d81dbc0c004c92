package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.zone.Zone;

/** Sums over the LRU lists, in frames. */
final class Lru {
    private Lru() {}

    /** The list's part of a counter's name, as in {@code nr_inactive_anon}. */
    static String name(LruList list) {
        return list.name().toLowerCase(Locale.ROOT);
    }

    static long ofNode(Machine machine, int node, LruList list) {
        return machine.lru().lruvec(node).frames(list);
    }

    static long ofZone(Machine machine, Zone zone, LruList list) {
        return machine.lru().lruvec(zone.node()).frames(list, zone.ordinal());
    }

    static long ofMachine(Machine machine, LruList list) {
        long frames = 0;
        for (int node = 0; node < machine.memory().nodes().count(); node++) {
            frames += ofNode(machine, node, list);
        }
        return frames;
    }
}
