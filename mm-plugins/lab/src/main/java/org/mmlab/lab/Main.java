package org.mmlab.lab;

import java.util.List;
import org.mmlab.lab.command.BootAllocatorsCommand;
import org.mmlab.lab.command.BootCommand;
import org.mmlab.lab.command.CompareCommand;
import org.mmlab.lab.command.ConformCommand;
import org.mmlab.lab.command.ErrorReporter;
import org.mmlab.lab.command.ExecCommand;
import org.mmlab.lab.command.LessonCommand;
import org.mmlab.lab.command.MapCommand;
import org.mmlab.lab.command.ModelsCommand;
import org.mmlab.lab.command.NonlinearCommand;
import org.mmlab.lab.command.NumaCommand;
import org.mmlab.lab.command.PfmemallocCommand;
import org.mmlab.lab.command.PluginsCommand;
import org.mmlab.lab.command.ProgramVersion;
import org.mmlab.lab.command.RunCommand;
import org.mmlab.lab.command.SpecOptions;
import org.mmlab.lab.command.WalkCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code mm} command. Exit codes: 0 success, 1 the work failed or found differences, 2 the command line was wrong. */
@Command(
        name = "mm",
        description = "Linux memory management as a deterministic machine.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HelpCommand.class,
            RunCommand.class,
            BootCommand.class,
            CompareCommand.class,
            ConformCommand.class,
            ExecCommand.class,
            LessonCommand.class,
            WalkCommand.class,
            NumaCommand.class,
            MapCommand.class,
            ModelsCommand.class,
            PluginsCommand.class,
            BootAllocatorsCommand.class,
            NonlinearCommand.class,
            PfmemallocCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, for running it within another program or a test. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        List<String> ofMachines = List.of("run", "exec", "walk", "boot", "numa", "map", "models", "pfmemalloc");
        line.getSubcommands().forEach((name, command) -> {
            if (ofMachines.contains(name)) {
                SpecOptions.addTo(command.getCommandSpec());
            }
        });
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(new ErrorReporter());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "mm needs a command");
    }
}
