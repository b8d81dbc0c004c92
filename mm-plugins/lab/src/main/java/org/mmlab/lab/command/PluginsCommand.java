package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mmlab.api.plugin.Policy;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.kit.spec.PolicyCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mm plugins}: what can be chosen. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description = {
            "Lists every kind of plug-in, its registered names, their parameters and a line of documentation each.",
            "Choose one with --KIND NAME, or --KIND NAME:parameter=value,parameter=value."
        })
public final class PluginsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PolicyRegistry registry = PolicyCatalog.registry();
        PrintWriter out = spec.commandLine().getOut();
        PolicyCatalog.all().forEach((key, spi) -> {
            out.println(key.key() + " (" + spi.getName() + ", default " + key.defaultText() + ")");
            print(registry, spi, out);
        });
        out.flush();
        return 0;
    }

    private static <P extends Policy> void print(PolicyRegistry registry, Class<P> spi, PrintWriter out) {
        for (PolicyDescriptor<P> plugin : registry.all(spi)) {
            out.printf("  %-24s %s%n", plugin.name(), plugin.spec().doc());
            for (PolicySpec.Parameter parameter : plugin.spec().parameters()) {
                out.printf(
                        "    %-22s %s%n",
                        parameter.name() + "=" + parameter.defaultValue(), parameter.doc() + range(parameter));
            }
        }
    }

    private static String range(PolicySpec.Parameter parameter) {
        if (parameter.words().length > 0) {
            return " (" + String.join(", ", parameter.words()) + ")";
        }
        boolean bounded = !Double.isInfinite(parameter.min()) || !Double.isInfinite(parameter.max());
        return bounded ? " (" + bound(parameter.min()) + ".." + bound(parameter.max()) + ")" : "";
    }

    private static String bound(double value) {
        if (Double.isInfinite(value)) {
            return "";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
