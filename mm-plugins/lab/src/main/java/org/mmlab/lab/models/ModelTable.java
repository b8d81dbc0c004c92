package org.mmlab.lab.models;

import java.util.List;
import java.util.Locale;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.kit.machine.BootLayout;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.report.Format;
import org.mmlab.lab.report.Table;
import org.mmlab.lab.report.Units;

/** The costs of all models side by side. */
public final class ModelTable {
    private static final double PERCENT = 100;

    private final List<ModelCost> costs;
    private final long ram;

    private ModelTable(List<ModelCost> costs, long ram) {
        this.costs = costs;
        this.ram = ram;
    }

    /**
     * The table for a machine's memory, which is not booted.
     *
     * @throws org.mmlab.kit.machine.BootException where its memory map cannot be read
     */
    public static String of(MachineSpec spec, Format format) {
        MemoryModel.Layout layout = BootLayout.of(spec, MemoryModel.Placer.NOWHERE);
        List<ModelCost> costs = new ModelCosts(
                        layout.ranges(), layout.sectionShift(), spec.hardware().nodes())
                .all();
        ModelCost any = costs.get(0);
        long ram = (any.pageStructs() - any.forHoles()) / MemoryModel.LINUX_STRUCT_PAGE_BYTES << 12;
        ModelTable table = new ModelTable(costs, ram);
        return format == Format.TEXT ? table.text() : table.figures().print(format);
    }

    private String text() {
        Table sizes = new Table(
                "model",
                "usable",
                "metadata",
                "of RAM",
                "page structs",
                "for holes",
                "tables",
                "page tables",
                "sections",
                "loads",
                "hot-plug");
        Table places = new Table("model", "lookup", "allocated at boot", "at hot-plug");
        for (ModelCost cost : costs) {
            sizes.row(
                    cost.model(),
                    cost.usable() ? "yes" : "UMA only",
                    Units.bytes(cost.total()),
                    String.format(Locale.ROOT, "%.3f %%", PERCENT * cost.total() / ram),
                    Units.bytes(cost.pageStructs()),
                    Units.bytes(cost.forHoles()),
                    Units.bytes(cost.tables()),
                    Units.bytes(cost.pageTables()),
                    cost.sections(),
                    cost.kind().loads(),
                    cost.kind().hotplug());
            places.row(
                    cost.model(),
                    cost.kind().lookup(),
                    cost.kind().boot(),
                    cost.kind().later());
        }
        StringBuilder text = new StringBuilder("RAM: " + Units.bytes(ram) + "\n\n");
        text.append(sizes.print(Format.TEXT)).append('\n').append(places.print(Format.TEXT));
        text.append("\nPage structs at boot come from\n");
        for (ModelCost cost : costs) {
            text.append(String.format(Locale.ROOT, "  %-14s  %s\n", cost.model(), cost.places(Units::bytes)));
        }
        return text.toString();
    }

    private Table figures() {
        Table table = new Table(
                "model",
                "usable",
                "ram_bytes",
                "total_bytes",
                "page_struct_bytes",
                "hole_bytes",
                "table_bytes",
                "page_table_bytes",
                "sections",
                "allocations",
                "lookup",
                "loads",
                "hotplug",
                "at_boot",
                "at_hotplug",
                "nodes",
                "simulated_bytes");
        for (ModelCost cost : costs) {
            table.row(
                    cost.model(),
                    cost.usable() ? "yes" : "no",
                    ram,
                    cost.total(),
                    cost.pageStructs(),
                    cost.forHoles(),
                    cost.tables(),
                    cost.pageTables(),
                    cost.sections(),
                    cost.allocations(),
                    cost.kind().lookup(),
                    cost.kind().loads(),
                    cost.kind().hotplug(),
                    cost.kind().boot(),
                    cost.kind().later(),
                    cost.places(Long::toString),
                    cost.simulatedBytes());
        }
        return table;
    }
}
