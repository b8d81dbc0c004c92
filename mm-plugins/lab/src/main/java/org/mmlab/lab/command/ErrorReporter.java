package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.kit.host.HostException;
import org.mmlab.kit.machine.BootException;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.replay.ReplayException;
import org.mmlab.kit.spec.SpecException;
import org.mmlab.kit.trace.TraceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an error that the user can mend as {@code mm COMMAND: message}, anything else with its stack trace. */
public final class ErrorReporter implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (isForTheUser(error)) {
            err.println(command.getCommandSpec().qualifiedName() + ": " + message(error));
        } else {
            err.println(command.getCommandSpec().qualifiedName() + ": this is a bug of mm, please report it:");
            error.printStackTrace(err);
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static boolean isForTheUser(Exception error) {
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

    private static String message(Exception error) {
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return message(unchecked.getCause());
        }
        if (error instanceof AccessDeniedException denied) {
            return "cannot read '" + denied.getFile() + "': permission denied";
        }
        if (error instanceof FileSystemException file && file.getReason() != null) {
            return "'" + file.getFile() + "' " + file.getReason();
        }
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
