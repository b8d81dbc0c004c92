package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.exec.Examples;
import org.mmlab.lab.exec.ExecReport;
import org.mmlab.lab.exec.ExecSource;
import org.mmlab.lab.exec.JsonReport;
import org.mmlab.lab.exec.Operations;
import org.mmlab.lab.exec.TextReport;
import org.mmlab.lab.exec.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mm exec}: a script of system calls and touches on a simulated machine. */
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs a script of system calls and memory touches, and prints what a Linux kernel would have answered.",
            "Each line shows what a call returned, its page faults and its signal. A script has one operation a line, such as",
            "    p = mmap 64K rw",
            "    write p+4096 42",
            "    show smaps p",
            "or is a file of JSON lines in the form of the reference vectors."
        },
        footer = {
            "",
            "Example: mm exec --example cow --show smaps_rollup",
            "Example: printf 'p = mmap 8K r\\nwrite p\\n' | mm exec -",
            "Exit code: 0 if the script ran to its end, 1 if a line is wrong or the machine went wrong,",
            "2 if the command line is wrong."
        })
public final class ExecCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "The script; - reads standard input.")
    private @Nullable String script;

    @Option(names = "--example", paramLabel = "NAME", description = "Run a script that comes with mm.")
    private @Nullable String example;

    @Option(names = "--examples", description = "List the scripts that come with mm.")
    private boolean examples;

    @Option(names = "--source", description = "Print the script instead of running it.")
    private boolean source;

    @Option(
            names = {"--list", "--help-operations"},
            description = "List every operation with its arguments.")
    private boolean list;

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "VIEW",
            description =
                    "Show these after the run: maps, smaps, smaps_rollup, status, pagemap, numa_maps of each process;"
                            + " vmstat, meminfo, zoneinfo, buddyinfo, pagetypeinfo, iomem of the machine.")
    private List<String> show = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to print (default: ${DEFAULT-VALUE}); json is one object a line.")
    private Format format = Format.TEXT;

    /** How results are written. */
    private enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list || examples) {
            out.print(list ? Operations.help() : Examples.list());
            out.flush();
            return 0;
        }
        for (String view : show) {
            if (!Views.names().contains(view)) {
                throw new ParameterException(spec.commandLine(), Suggestions.unknown("view", view, Views.names()));
            }
        }
        ExecSource chosen = chosen();
        if (source) {
            out.print(chosen.text());
            out.flush();
            return 0;
        }
        ParseResult parsed = spec.commandLine().getParseResult();
        MachineSpec machine = SpecOptions.read(SpecOptions.given(parsed), parsed);
        ExecReport report = format == Format.JSON ? new JsonReport(out) : new TextReport(out);
        try {
            chosen.perform(() -> MachineFactory.create(machine), report, show);
        } finally {
            out.flush();
        }
        return 0;
    }

    private ExecSource chosen() throws IOException {
        if (example != null && script == null) {
            return Examples.of(example);
        }
        if (script == null || example != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "give one script: a file, - for standard input, or --example with one of: "
                            + String.join(", ", Examples.names()));
        }
        return script.equals("-") ? ExecSource.of("standard input", System.in) : ExecSource.read(Path.of(script));
    }
}
