package org.mmlab.kit.view;

import java.util.List;
import java.util.Locale;
import org.mmlab.api.KernelVersion;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.pcp.PerCpuPages;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/** {@code /proc/zoneinfo}: every zone of every node, the empty ones in short (Linux: {@code zoneinfo_show_print}). */
final class Zoneinfo {
    private final Machine machine;
    private final Counters counters;
    private final StringBuilder text = new StringBuilder();

    private Zoneinfo(Machine machine) {
        this.machine = machine;
        counters = new Counters(machine);
    }

    static String of(Machine machine) {
        Zoneinfo view = new Zoneinfo(machine);
        for (Node node : machine.memory().nodes().nodes()) {
            if (!node.online()) {
                continue;
            }
            boolean first = true;
            for (Zone zone : node.zones()) {
                view.line("Node %d, zone %8s", node.id(), zone.type().kernelName());
                if (first && zone.populated()) {
                    view.nodeStats(node);
                    first = false;
                }
                view.zone(zone);
            }
        }
        return view.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void stat(String name, long value) {
        line("      %-12s %d", name, value);
    }

    private void nodeStats(Node node) {
        line("  per-node stats");
        counters.ofNodes(List.of(node)).forEach(this::stat);
    }

    private void zone(Zone zone) {
        line("  pages free     %d", zone.free().global());
        line("        boost    %d", zone.boost());
        line("        min      %d", zone.watermark(Watermark.MIN.ordinal()));
        line("        low      %d", zone.watermark(Watermark.LOW.ordinal()));
        line("        high     %d", zone.watermark(Watermark.HIGH.ordinal()));
        if (machine.spec().kernel().atLeast(KernelVersion.V6_12)) {
            line("        promo    %d", zone.watermark(Watermark.PROMO.ordinal()));
        }
        line("        spanned  %d", zone.spanned());
        line("        present  %d", zone.present());
        line("        managed  %d", zone.managedFrames());
        line("        cma      0");
        line("        protection: (%s)", protection(zone));
        if (zone.populated()) {
            zoneStats(zone);
            pagesets(zone);
            line("  node_unreclaimable:  0");
            line("  start_pfn:           %d", zone.startPfn());
        }
    }

    private static String protection(Zone zone) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < zone.context().layout().count(); i++) {
            row.append(i == 0 ? "" : ", ").append(zone.lowmemReserve(i));
        }
        return row.toString();
    }

    private void zoneStats(Zone zone) {
        counters.ofZones(List.of(zone)).forEach(this::stat);
        Counters.numa(List.of(zone)).forEach(this::stat);
    }

    private void pagesets(Zone zone) {
        line("  pagesets");
        for (int cpu = 0; cpu < machine.memory().context().cpus(); cpu++) {
            PerCpuPages lists = machine.memory().pcp().of(zone, cpu);
            line("    cpu: %d", cpu);
            line("              count: %d", lists.count());
            line("              high:  %d", lists.high());
            line("              batch: %d", lists.batch());
            line("  vm stats threshold: %d", zone.free().threshold());
        }
    }
}
