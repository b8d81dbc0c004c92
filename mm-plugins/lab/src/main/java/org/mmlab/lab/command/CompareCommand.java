package org.mmlab.lab.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.kit.compare.Comparison;
import org.mmlab.kit.compare.ReplayResult;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.Trace;
import org.mmlab.lab.report.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm compare}: replacement policies alone on the page requests of traces. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the misses of replacement policies on the page requests of traces, without a machine.",
            "Every page is loaded on demand, memory starts empty, and the victim is chosen before the new page enters.",
            "Columns: trace, policy, frames, requests, misses, miss_ratio."
        },
        footer = {
            "",
            "A policy is NAME or NAME:key=value,key=value, as in 'lru,2q:in=0.25,out=0.5,clock:bits=2'.",
            "A trace is a file in any format that mm knows, plain or packed with gzip, xz or zstd, told by its content;",
            "bundled:NAME is a recording that ships with mm. FILE#format=F,limit=N names the format of that file,",
            "or takes its first N requests only."
        })
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "TRACE", description = "Trace files, or bundled:NAME.")
    private List<String> traces = new ArrayList<>();

    @Option(
            names = "--policies",
            paramLabel = "P,…",
            defaultValue = "lru,fifo,clock,opt",
            description = "The policies (default: ${DEFAULT-VALUE}).")
    private String policies = "";

    @Option(
            names = "--frames",
            paramLabel = "N,…",
            split = ",",
            defaultValue = "64,256,1024",
            description = "Capacities in pages (default: ${DEFAULT-VALUE}).")
    private List<Integer> frames = new ArrayList<>();

    @Option(
            names = "--trace-format",
            paramLabel = "F",
            description = "Format of the traces, where their content does not tell.")
    private @Nullable String traceFormat;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of policies that draw (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--format",
            paramLabel = "text|csv|json",
            defaultValue = "text",
            description = "How to print the results (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = new Comparison(PolicyList.parse(policies), checkedFrames(), seed);
        PolicyRegistry registry = Comparison.registry();
        comparison.check(registry);
        List<TraceArgument> arguments = traces.stream()
                .map(text -> TraceArgument.parse(text, traceFormat))
                .toList();
        List<Trace> opened = arguments.stream().map(TraceArgument::open).toList();
        List<ReplayResult> results = new ArrayList<>();
        try (CaseProgress progress = CaseProgress.onTerminal("compare")) {
            for (int i = 0; i < opened.size(); i++) {
                DenseTrace dense =
                        DenseTrace.load(opened.get(i), arguments.get(i).limit());
                results.addAll(comparison.run(dense, registry, result -> progress.step()));
            }
        }
        ReplayTable.print(results, format, spec.commandLine().getOut());
        return 0;
    }

    private List<Integer> checkedFrames() {
        if (frames.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--frames names no capacity; write it like 64,1024");
        }
        for (int capacity : frames) {
            if (capacity < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--frames: " + capacity + " frames hold nothing; give whole numbers from 1 on");
            }
        }
        return frames;
    }
}
