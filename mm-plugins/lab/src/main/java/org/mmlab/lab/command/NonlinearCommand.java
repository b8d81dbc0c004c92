package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.mmlab.lab.nonlinear.NonlinearCost;
import org.mmlab.lab.nonlinear.NonlinearExperiment;
import org.mmlab.lab.report.Format;
import org.mmlab.lab.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mm nonlinear}: what the old non-linear mappings cost, and what replaced them. */
@Command(
        name = "nonlinear",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what non-linear areas cost, and what replaced them.",
            "Maps the pages of a cached file in random order with remap_file_pages, in both ways that Linux has had:",
            "  areas      since 4.0: each piece becomes an area of its own",
            "  nonlinear  before: one area; page-table entries hold offsets in the file"
        },
        footer = {
            "",
            "refused      calls that failed, for a process may have 65,530 areas",
            "area_bytes   memory of the areas, at 192 bytes each as in Linux 6.18",
            "setup_words  words of page tables read and written by all calls; setup_ns: simulated time of all calls",
            "wrong        pages that did not hold what they should",
            "rmap_words   words read and written to unmap one frame, the mean of 64",
            "trunc_words  words read and written to cut off the last eighth of the file"
        })
public final class NonlinearCommand implements Callable<Integer> {
    private static final int MOST_PAGES = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pages",
            split = ",",
            defaultValue = "64,1024,16384",
            paramLabel = "N",
            description = "Pages of the file (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Decides the order of the pages (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|csv|json",
            description = "How to print (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        for (int pages : sizes) {
            if (pages < 8 || pages > MOST_PAGES) {
                throw new ParameterException(spec.commandLine(), "--pages " + pages + " is not 8 to " + MOST_PAGES);
            }
        }
        Table table = new Table(
                "pages",
                "way",
                "refused",
                "areas",
                "area_bytes",
                "table_bytes",
                "setup_words",
                "setup_ns",
                "wrong",
                "rmap_words",
                "trunc_words");
        for (int pages : sizes) {
            for (NonlinearCost cost : new NonlinearExperiment(pages, seed).run()) {
                add(table, cost);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(table.print(format));
        out.flush();
        return 0;
    }

    private static void add(Table table, NonlinearCost cost) {
        table.row(
                cost.pages(),
                cost.way(),
                cost.refused(),
                cost.areas(),
                cost.areaBytes(),
                cost.tableBytes(),
                cost.setupWords(),
                cost.setupNs(),
                cost.wrong(),
                cost.rmapWords(),
                cost.truncateWords());
    }
}
