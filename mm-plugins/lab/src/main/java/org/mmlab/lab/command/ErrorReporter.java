package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.kit.host.HostException;
import org.mmlab.kit.machine.BootException;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.replay.ReplayException;
import org.mmlab.kit.spec.SpecException;
import org.mmlab.kit.trace.TraceException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Prints an error that the user can mend as {@code mm COMMAND: message}, one that a plug-in of somebody else threw with that plug-in's
 * name, and anything else with its stack trace, as a bug.
 */
public final class ErrorReporter implements IExecutionExceptionHandler {
    /** The option that asks for stack traces. */
    public static final String STACK_TRACE = "--stack-trace";

    private static final long MIB = 1 << 20;

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        Throwable thrown = error instanceof ExecutionException && error.getCause() != null ? error.getCause() : error;
        String name = command.getCommandSpec().qualifiedName();
        Optional<String> message = forTheUser(thrown);
        if (message.isPresent()) {
            err.println(name + ": " + message.get());
        } else {
            err.println(name + ": this is a bug of mm" + orOf(ForeignPlugins.named(arguments.originalArgs()))
                    + ", please report it:");
        }
        if (message.isEmpty() || arguments.originalArgs().contains(STACK_TRACE)) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String orOf(List<PolicyDescriptor<?>> foreign) {
        return foreign.isEmpty()
                ? ""
                : " or of "
                        + String.join(
                                ", ",
                                foreign.stream()
                                        .map(plugin -> plugin.title() + " ("
                                                + plugin.type().getName() + ")")
                                        .toList());
    }

    private static Optional<String> forTheUser(Throwable error) {
        if (isForTheUser(error)) {
            return Optional.of(message(error));
        }
        Optional<String> blamed = ForeignPlugins.blame(error).map(PolicyException::getMessage);
        if (blamed.isEmpty() && error instanceof OutOfMemoryError) {
            return Optional.of("the JVM's heap of "
                    + Runtime.getRuntime().maxMemory() / MIB
                    + " MiB is too small for this; make the machine or the input smaller, or give java more with -Xmx"
                    + " (MM_JAVA_OPTS=-Xmx8g mm …)");
        }
        return blamed;
    }

    private static boolean isForTheUser(Throwable error) {
        return error instanceof IOException
                || error instanceof UncheckedIOException
                || error instanceof PolicyException
                || error instanceof SpecException
                || error instanceof BootException
                || error instanceof HostException
                || error instanceof TraceException
                || error instanceof MachineException
                || error instanceof ReplayException;
    }

    private static String message(Throwable error) {
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return message(unchecked.getCause());
        }
        if (error instanceof AccessDeniedException denied) {
            return "cannot read '" + denied.getFile() + "': permission denied";
        }
        if (error instanceof NoSuchFileException missing
                && !String.valueOf(missing.getFile()).contains(" ")) {
            return "cannot open '" + missing.getFile() + "': there is no such file or folder; check the path";
        }
        if (error instanceof FileSystemException file && file.getReason() != null) {
            return "'" + file.getFile() + "' " + file.getReason();
        }
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
