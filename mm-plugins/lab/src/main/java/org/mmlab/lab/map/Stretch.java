package org.mmlab.lab.map;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** RAM within a zone: page frame numbers {@code start} to {@code end - 1}. */
record Stretch(long start, long end) {
    /** The RAM within the zones of a node, ascending. Where nodes are interleaved, some of it can be another's. */
    static List<Stretch> of(Machine machine, Node node) {
        List<Stretch> stretches = new ArrayList<>();
        for (E820Entry entry : machine.firmwareMap()) {
            if (entry.isUsable()) {
                long first = Addresses.pagesFor(Addresses.rawPhys(entry.start()));
                long end = Addresses.rawPfn(Addresses.pfnOf(entry.end()));
                for (Zone zone : node.zones()) {
                    long from = Math.max(first, Addresses.rawPfn(zone.startPfn()));
                    long to = Math.min(end, Addresses.rawPfn(zone.endPfn()));
                    if (zone.populated() && from < to) {
                        stretches.add(new Stretch(from, to));
                    }
                }
            }
        }
        return stretches;
    }

    /** How many rows of {@code frames} frames stretches touch. */
    static long rows(List<Stretch> stretches, long frames) {
        long rows = 0;
        long next = 0;
        for (Stretch stretch : stretches) {
            long first = Math.max(next, stretch.start / frames);
            long end = (stretch.end - 1) / frames + 1;
            rows += Math.max(0, end - first);
            next = Math.max(next, end);
        }
        return rows;
    }
}
