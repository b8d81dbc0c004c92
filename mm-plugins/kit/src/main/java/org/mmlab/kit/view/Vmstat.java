package org.mmlab.kit.view;

import java.util.Locale;
import java.util.Map;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.zone.ZoneLayout;

/** {@code /proc/vmstat}: counters of the whole machine: zones, NUMA, nodes, events (Linux: {@code vmstat_show}). */
final class Vmstat {
    private Vmstat() {}

    static String of(Machine machine) {
        StringBuilder text = new StringBuilder();
        NodeTable nodes = machine.memory().nodes();
        Counters counters = new Counters(machine);
        Map<String, Long> ofNodes = counters.ofNodes(nodes.nodes());
        counters.ofZones(nodes.zones()).forEach((name, value) -> line(text, name, value));
        Counters.numa(nodes.zones()).forEach((name, value) -> line(text, name, value));
        ofNodes.forEach((name, value) -> line(text, name, value));
        for (VmEvent event : VmEvent.values()) {
            if (!ofNodes.containsKey(event.kernelName())
                    && !isOfAbsentZone(machine, event)
                    && !isOfLaterKernel(machine, event)) {
                line(text, event.kernelName(), machine.count(event));
            }
        }
        return text.toString();
    }

    /** Whether an event counts allocations and the like in a kind of zone that the architecture lacks. */
    private static boolean isOfAbsentZone(Machine machine, VmEvent event) {
        ZoneLayout layout = machine.memory().context().layout();
        String name = event.kernelName();
        if (name.endsWith("_dma32")) {
            return !layout.has(ZoneType.DMA32);
        }
        return name.endsWith("_high") && !layout.has(ZoneType.HIGHMEM);
    }

    private static boolean isOfLaterKernel(Machine machine, VmEvent event) {
        boolean zeroMap = event == VmEvent.SWPIN_ZERO || event == VmEvent.SWPOUT_ZERO;
        return zeroMap && !machine.memory().context().kernel().atLeast(KernelVersion.V6_12);
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(String.format(Locale.ROOT, "%s %d\n", name, value));
    }
}
