package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.replay.ProgramLayout;
import org.mmlab.kit.replay.Replay;
import org.mmlab.kit.replay.ReplayResult;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.format.BundledTraces;
import org.mmlab.kit.trace.format.TraceFormats;
import org.mmlab.lab.report.Format;
import org.mmlab.lab.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm run}: a recorded program on a simulated machine. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Replays a program's memory trace on a simulated Linux machine and prints the counters that Linux would.",
            "Boots, maps the program's areas, drives every access through CPU, TLB, page faults and reclaim, exits the",
            "process, and checks that nothing was lost or leaked. The report goes to standard output and is the same",
            "for the same machine and trace; the speed goes to standard error."
        },
        footer = {
            "",
            "Example: mm run --ram 1/2x --reclaim clock      half the memory that the bundled program touches",
            "Exit code: 0 if the program ran to its end, 1 if it was killed or the machine went wrong, 2 if the command line is wrong."
        })
public final class RunCommand implements Callable<Integer> {
    private static final String BUNDLED = "bundled:";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TRACE",
            description = "The trace, plain or packed with gzip, xz or zstd, or bundled:NAME. Default: bundled:ls.")
    private @Nullable String trace;

    @Option(
            names = "--trace-format",
            paramLabel = "NAME",
            description = "The trace's format, where its content does not tell.")
    private @Nullable String traceFormat;

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            defaultValue = "text",
            description = "How to print (default: text).")
    private Format format = Format.TEXT;

    private Trace open(String name) {
        return name.startsWith(BUNDLED)
                ? BundledTraces.open(name.substring(BUNDLED.length()), traceFormat)
                : TraceFormats.open(Path.of(name), traceFormat);
    }

    @Override
    public Integer call() {
        Trace opened = trace == null ? BundledTraces.open(BundledTraces.DEFAULT, traceFormat) : open(trace);
        ProgramLayout layout = ProgramLayout.of(opened);
        Map<String, String> given = SpecOptions.given(spec.commandLine().getParseResult());
        given.computeIfPresent("ram", (key, text) -> RelativeSize.resolve(text, layout.touchedPages()));
        MachineSpec machineSpec = SpecOptions.read(given, spec.commandLine().getParseResult());
        Machine machine = MachineFactory.create(machineSpec);
        long before = System.nanoTime();
        ReplayResult result;
        try (TouchProgress progress = TouchProgress.onTerminal(layout.pageTouches())) {
            result = new Replay(machine, layout).run(opened, progress::to);
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        PrintWriter out = spec.commandLine().getOut();
        out.print(RunReport.of(machine, opened, result).print(format));
        out.flush();
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "replayed %,d accesses in %.2f s: %.1f million a second%n",
                        result.accesses(),
                        seconds,
                        result.accesses() / seconds / 1e6);
        return result.outcome() == ReplayResult.Outcome.COMPLETED ? 0 : 1;
    }
}
