package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mmlab.lab.models.ModelTable;
import org.mmlab.lab.report.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mm models}: what the memory models cost. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Compares the memory models flat, discontig, sparse and sparse-vmemmap on a machine's memory.",
            "Shows what Linux on x86-64 would pay for them: page structs (64 bytes a frame) with those for holes, tables, page",
            "tables of the virtual memory map, words of memory read by pfn_to_page. Nothing is booted, so memory may be as",
            "large as you like."
        },
        footer = {
            "",
            "Example: mm models --ram 1T --nodes 4",
            "Example: mm models --memmap /proc/iomem --format csv",
            "Exit code: 0, 1 if the memory map cannot be read, 2 if the command line is wrong."
        })
public final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            defaultValue = "text",
            description = "How to print (default: text; sizes are bytes otherwise).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<String, String> given = SpecOptions.given(parsed);
        PrintWriter out = spec.commandLine().getOut();
        out.print(ModelTable.of(SpecOptions.read(given, parsed), format));
        out.flush();
        return 0;
    }
}
