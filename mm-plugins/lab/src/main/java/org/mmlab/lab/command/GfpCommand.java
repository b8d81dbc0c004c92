package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.GfpEffects;
import org.mmlab.api.memory.GfpRules;
import org.mmlab.api.memory.GfpText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm gfp}: what a GFP mask means. */
@Command(
        name = "gfp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what a GFP mask of Linux 6.12 means.",
            "Its flags, zone, migratetype and reserves, what reclaim may do for it, and what is wrong with it. Without a mask:",
            "all names with their bits."
        },
        footer = {
            "",
            "Example: mm gfp 'GFP_KERNEL|__GFP_ZERO'",
            "Example: mm gfp 0x2820 --order 2",
            "Example: mm gfp 'GFP_KERNEL|-IO'      without a flag",
            "Exit code: 0, 1 if something is wrong with the mask, 2 if the command line is wrong."
        })
public final class GfpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "MASK",
            description = "Names or hexadecimal bits, joined by |; a - before a name clears its bits.")
    private @Nullable String mask;

    @Option(
            names = "--order",
            defaultValue = "0",
            paramLabel = "N",
            description = "log2 of the frames that are asked for (default: ${DEFAULT-VALUE}).")
    private int order;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = mask == null ? names(out) : explain(mask, out);
        out.flush();
        return exitCode;
    }

    private static int names(PrintWriter out) {
        for (Map<String, Integer> names : List.of(GfpText.flagNames(), GfpText.combinationNames())) {
            String prefix = names == GfpText.flagNames() ? "__GFP_" : "";
            names.forEach((name, bits) -> out.printf(
                    Locale.ROOT,
                    "%-24s %s%n",
                    prefix + name,
                    bits == 0 ? "0 (not in this kernel)" : String.format("0x%x", bits)));
        }
        return 0;
    }

    private int explain(String text, PrintWriter out) {
        int gfp;
        try {
            gfp = GfpText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        out.printf(Locale.ROOT, "0x%x = %s%n", gfp, GfpText.format(gfp));
        GfpEffects.of(gfp, order).forEach(line -> out.println("  " + line));
        List<String> violations = GfpRules.violations(gfp, order);
        String kind = GfpRules.isIllegal(gfp, order) ? "illegal: " : "against the rules: ";
        violations.forEach(line -> out.println(kind + line));
        return violations.isEmpty() ? 0 : 1;
    }
}
