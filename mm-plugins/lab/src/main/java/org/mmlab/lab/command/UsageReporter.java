package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.api.plugin.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints what is wrong with a command line, what was perhaps meant, and where the rest is explained: a machine's options fill pages, under
 * which the error would not be seen.
 */
public final class UsageReporter implements IParameterExceptionHandler {
    private static final Pattern NO_COMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.?");

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        err.println(command.getCommandSpec().qualifiedName() + ": " + message(error, top));
        UnmatchedArgumentException.printSuggestions(error, err);
        String help = command.getParent() == null ? "mm help" : "mm help " + command.getCommandName();
        err.println("'" + help + "' tells what can be written here");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String message(ParameterException error, CommandLine top) {
        String message = String.valueOf(error.getMessage());
        Matcher unknown = NO_COMMAND.matcher(message);
        return unknown.matches()
                ? Suggestions.unknown(
                        "command",
                        String.valueOf(unknown.group(1)),
                        top.getSubcommands().keySet())
                : message;
    }
}
