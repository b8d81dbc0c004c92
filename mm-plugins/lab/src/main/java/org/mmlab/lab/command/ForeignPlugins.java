package org.mmlab.lab.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.mmlab.api.plugin.PluginBlame;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.kit.spec.PolicyCatalog;

/** Plug-ins that do not ship with mm: where they come from, and whether one of them is why something failed. */
public final class ForeignPlugins {
    /** The environment variable that lists jars with plug-ins, as the launcher reads it. */
    public static final String VARIABLE = "MM_PLUGINS";

    private static final String OWN = "org.mmlab.";

    private ForeignPlugins() {}

    /** What such a plug-in has to do with an error, if anything. */
    static Optional<PolicyException> blame(Throwable error) {
        return blame().flatMap(blame -> blame.of(error));
    }

    /** Which method of such a plug-in a thread is in. */
    static Optional<String> running(StackTraceElement[] stack) {
        return blame().flatMap(blame -> blame.of(stack));
    }

    /** Those that the arguments of a command name. */
    static List<PolicyDescriptor<?>> named(List<String> arguments) {
        String all = String.join(" ", arguments);
        return blame().map(blame -> blame.suspects().stream()
                        .filter(plugin -> all.contains(plugin.name()))
                        .toList())
                .orElse(List.of());
    }

    /** Empty where the class path has wrong registrations, which is the error that the user is told. */
    private static Optional<PluginBlame> blame() {
        try {
            return Optional.of(new PluginBlame(
                    PolicyCatalog.registry(), type -> !type.getName().startsWith(OWN)));
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with the list of jars, a line for each; java itself would pass over them in silence. */
    public static List<String> errors(String list) {
        List<String> errors = new ArrayList<>();
        for (String item : list.split(File.pathSeparator, -1)) {
            boolean wildcard = item.endsWith(File.separator + "*");
            String problem =
                    item.isEmpty() ? "" : problem(Path.of(wildcard ? item.substring(0, item.length() - 2) : item));
            if (!problem.isEmpty()) {
                errors.add(VARIABLE + ": '" + item + "' " + problem);
            }
        }
        return errors;
    }

    private static String problem(Path path) {
        if (!Files.exists(path)) {
            return "does not exist; list jars with plug-ins, separated by '" + File.pathSeparator + "'";
        }
        if (Files.isDirectory(path)) {
            return "";
        }
        try (ZipFile jar = new ZipFile(path.toFile())) {
            boolean registers = jar.stream().anyMatch(entry -> entry.getName().startsWith("META-INF/services/" + OWN));
            return registers
                    ? ""
                    : "registers no plug-in; its META-INF/services needs a file named like the interface, with the"
                            + " plug-in's class in it";
        } catch (IOException e) {
            return "cannot be read as a jar: " + e.getMessage() + "; build it again";
        }
    }
}
