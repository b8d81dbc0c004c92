package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.NodeFile;
import org.mmlab.lab.numa.NumaHardware;
import org.mmlab.lab.numa.Numastat;
import org.mmlab.lab.report.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm numa}: the nodes of a machine as numactl and numastat print them. */
@Command(
        name = "numa",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Shows the nodes of a machine as 'numactl --hardware' does.",
            "With --stat as 'numastat', with --meminfo as 'numastat -m'. With a TRACE: at the end of that program, while it",
            "still holds its memory; else after boot."
        },
        footer = {
            "",
            "Example: mm numa --ram 4G --nodes 4 --cpus 8 --distances 10,21,31,21/21,10,21,31/31,21,10,21/21,31,21,10",
            "Example: mm numa bundled:ls --nodes 2 --ram 1x --stat",
            "Exit code: 0 if the machine booted, 1 if it cannot, 2 if the command line is wrong."
        })
public final class NumaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "TRACE", description = "A trace to replay first, or bundled:NAME.")
    private @Nullable String trace;

    @Option(names = "--stat", description = "Allocations wanted and served by each node, as numastat prints them.")
    private boolean stat;

    @Option(names = "--meminfo", description = "Memory of each node in MiB, as numastat -m prints it.")
    private boolean meminfo;

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            defaultValue = "text",
            description = "How to print (default: text, as the tools do; numbers of meminfo are KiB otherwise).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TracedMachine.show(
                trace, TracedMachine.Boot.WHOLE, spec.commandLine().getParseResult(), machine -> print(machine, out));
        out.flush();
        return 0;
    }

    private void print(Machine machine, PrintWriter out) {
        boolean text = format == Format.TEXT;
        if (!stat && !meminfo) {
            out.print(
                    text
                            ? NumaHardware.text(machine)
                            : NumaHardware.table(machine).print(format));
        }
        if (stat) {
            out.print(
                    text
                            ? Numastat.text(machine)
                            : Numastat.table(machine, NodeFile.NUMASTAT).print(format));
        }
        if (meminfo) {
            out.print(
                    text
                            ? Numastat.memory(machine)
                            : Numastat.table(machine, NodeFile.MEMINFO).print(format));
        }
    }
}
