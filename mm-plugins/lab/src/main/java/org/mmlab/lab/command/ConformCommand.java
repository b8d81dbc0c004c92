package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.Difference;
import org.mmlab.lab.conform.Families;
import org.mmlab.lab.conform.Tally;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm conform}: replays reference vectors and says what is equal. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        description = {
            "Replays recorded scripts and compares every recorded value.",
            "Prints a line for each family, then the first difference of each case that failed."
        },
        footer = {
            "",
            "Exit code: 0 if every case passed, 1 if one failed or could not be read, 2 if the command line is wrong."
        })
public final class ConformCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DIR|bundled",
            description =
                    "The directory that holds a folder for each family, or 'bundled' for the vectors that ship with mm.")
    private @MonotonicNonNull String where;

    @Option(
            names = "--family",
            paramLabel = "F",
            split = ",",
            description =
                    "Replay this family only; may be given several times. Default: every family that has a folder.")
    private @Nullable List<String> wanted;

    @Option(names = "--list", description = "List the families and where each is found, and replay nothing.")
    private boolean list;

    @Option(
            names = "--differences",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many differences to print for each family (default: ${DEFAULT-VALUE}).")
    private int differences;

    @Override
    public Integer call() throws IOException {
        if (where == null) {
            throw new IllegalStateException("picocli did not set the parameter");
        }
        VectorLibrary library = VectorLibrary.named(where);
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            print(library, out);
            return 0;
        }
        boolean allPassed = true;
        for (VectorFamily family : chosen(library)) {
            allPassed &= replay(family, library, out);
        }
        return allPassed ? 0 : 1;
    }

    private static void print(VectorLibrary library, PrintWriter out) throws IOException {
        List<String> folders = library.folders();
        for (VectorFamily family : Families.all().values()) {
            String found = folders.contains(family.name())
                    ? library.folder(family.name()).files().size() + " files"
                    : "not in " + library.location();
            out.printf("%-16s %s (%s)%n", family.name(), family.description(), found);
        }
        out.flush();
    }

    private List<VectorFamily> chosen(VectorLibrary library) throws IOException {
        List<String> folders = library.folders();
        List<VectorFamily> chosen = new ArrayList<>();
        if (wanted == null) {
            Families.all().values().stream()
                    .filter(family -> folders.contains(family.name()))
                    .forEach(chosen::add);
            if (chosen.isEmpty()) {
                throw new VectorFormatException("there is no family's folder in " + library.location()
                        + ", which holds " + shown(folders) + "; families: "
                        + String.join(", ", Families.all().keySet()));
            }
            return chosen;
        }
        for (String name : wanted) {
            VectorFamily family = Families.named(name);
            if (!folders.contains(name)) {
                throw new VectorFormatException("there is no folder '" + name + "' in " + library.location()
                        + ", which holds " + shown(folders));
            }
            chosen.add(family);
        }
        chosen.sort(Comparator.comparing(VectorFamily::name));
        return chosen;
    }

    private static String shown(List<String> folders) {
        return folders.isEmpty() ? "no folders" : String.join(", ", folders);
    }

    private boolean replay(VectorFamily family, VectorLibrary library, PrintWriter out) throws IOException {
        ConformReport report;
        try (CaseProgress progress = CaseProgress.onTerminal(family.name())) {
            report = new ConformReport(differences, progress::step);
            family.replay(library.folder(family.name()), report);
        }
        out.println(family.name() + ": " + report.tally());
        for (Map.Entry<String, Tally> group : report.groups().entrySet()) {
            out.println("  " + group.getKey() + ": " + group.getValue());
        }
        for (Map.Entry<String, Long> left : report.notReplayed().entrySet()) {
            out.println("  not replayed: " + left.getKey() + ": " + left.getValue());
        }
        for (Difference difference : report.differences()) {
            out.println("  " + difference);
        }
        out.flush();
        return report.allPassed();
    }
}
