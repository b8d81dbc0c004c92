package org.mmlab.lab;

import java.util.List;
import org.mmlab.lab.command.BootAllocatorsCommand;
import org.mmlab.lab.command.BootCommand;
import org.mmlab.lab.command.CompareCommand;
import org.mmlab.lab.command.ConformCommand;
import org.mmlab.lab.command.ErrorReporter;
import org.mmlab.lab.command.ExecCommand;
import org.mmlab.lab.command.ForeignPlugins;
import org.mmlab.lab.command.GfpCommand;
import org.mmlab.lab.command.Interruption;
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
import org.mmlab.lab.command.UsageReporter;
import org.mmlab.lab.command.WalkCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code mm} command. Exit codes: 0 success, 1 the work failed or found differences, 2 the command line was wrong. */
@Command(
        name = "mm",
        description = "Linux memory management as a deterministic machine.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "--stack-trace after any command shows where in the program an error came from."},
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
            GfpCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = ErrorReporter.STACK_TRACE,
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Show where in the program an error came from.")
    @SuppressWarnings("UnusedVariable") // the reporter of errors looks for the word itself
    private boolean stackTrace;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        CommandLine line = commandLine();
        List<String> errors = ForeignPlugins.errors(System.getenv().getOrDefault(ForeignPlugins.VARIABLE, ""));
        if (!errors.isEmpty()) {
            errors.forEach(error -> line.getErr().println("mm: " + error));
            System.exit(1);
        }
        Interruption.watch(Thread.currentThread(), line.getErr());
        System.exit(line.execute(arguments));
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
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .registerConverter(Integer.class, Main::integer)
                .registerConverter(int.class, Main::integer)
                .registerConverter(Long.class, Main::wholeNumber)
                .registerConverter(long.class, Main::wholeNumber)
                .setParameterExceptionHandler(new UsageReporter())
                .setExecutionExceptionHandler(new ErrorReporter());
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number of 64 bits");
        }
    }

    /** Errors, such as a plug-in that calls itself for ever, are reported like exceptions. */
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            List<CommandLine> commands = parsed.asCommandLineList();
            throw new ExecutionException(commands.get(commands.size() - 1), String.valueOf(e), e);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
