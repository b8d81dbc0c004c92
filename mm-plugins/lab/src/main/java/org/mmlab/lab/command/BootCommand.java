package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.view.ProcFile;
import org.mmlab.lab.report.BootSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mm boot}: a machine just booted, as Linux would show itself. */
@Command(
        name = "boot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Boots a machine and prints files of its /proc in the kernel's own format.",
            "Without --show: a summary, then iomem, meminfo, zoneinfo and buddyinfo, each under its name."
        },
        footer = {
            "",
            "Example: mm boot --ram 4G --nodes 2 --show zoneinfo",
            "Example: dmesg > map.txt; mm boot --memmap map.txt      this very computer's memory",
            "Exit code: 0 if the machine booted, 1 if it cannot, 2 if the command line is wrong."
        })
public final class BootCommand implements Callable<Integer> {
    private static final List<ProcFile> USUAL =
            List.of(ProcFile.IOMEM, ProcFile.MEMINFO, ProcFile.ZONEINFO, ProcFile.BUDDYINFO);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "FILE",
            description = "Print these files alone: iomem, meminfo, zoneinfo, buddyinfo, pagetypeinfo, vmstat.")
    private @Nullable List<String> show;

    @Override
    public Integer call() {
        List<ProcFile> files = show == null ? USUAL : files(show);
        ParseResult parsed = spec.commandLine().getParseResult();
        Machine machine = MachineFactory.create(SpecOptions.read(SpecOptions.given(parsed), parsed));
        PrintWriter out = spec.commandLine().getOut();
        if (show == null) {
            out.print(BootSummary.of(machine));
        }
        for (ProcFile file : files) {
            if (files.size() > 1) {
                out.print("\n/proc/" + file.fileName() + "\n");
            }
            out.print(file.of(machine));
        }
        out.flush();
        return 0;
    }

    private List<ProcFile> files(List<String> names) {
        List<ProcFile> files = new ArrayList<>();
        for (String name : names) {
            files.add(ProcFile.named(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "there is no view '" + name + "'; there are: " + String.join(", ", ProcFile.names()))));
        }
        return files;
    }
}
