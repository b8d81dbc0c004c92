package org.mmlab.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of {@code mm} within the test: exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {
    /** Runs {@code mm} with these arguments. */
    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine mm = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = mm.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
