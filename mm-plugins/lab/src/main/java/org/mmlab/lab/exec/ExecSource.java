package org.mmlab.lab.exec;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;

/**
 * The text of a script and where it comes from. What begins with a brace is JSON; anything else has one operation a line. Both may
 * be packed with gzip.
 *
 * @param name for messages
 * @param text the whole script
 */
public record ExecSource(String name, String text) {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** What a script leaves behind: the machine, the process that goes on, and the script's variables. */
    public static final class Result {
        private final Session session;

        Result(Session session) {
            this.session = session;
        }

        /** The process that performs operations after the last line, or null where none lives. */
        public @Nullable Process process() {
            return session.last();
        }

        /** An address that may use the script's variables, such as {@code p+4096}. */
        public long address(String text) throws ScriptException {
            SourceLine line = new SourceLine("address '" + text + "'", 1, text);
            List<Token> tokens = line.tokens();
            if (tokens.size() != 1) {
                throw line.error(1, "write one address without blanks");
            }
            return Expression.value(line, tokens.get(0), session.variables());
        }

        /** Ends all processes. */
        public void finish() {
            session.finish();
        }
    }

    /** A file's script. */
    public static ExecSource read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; name a script in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new ScriptException("there is no script '" + file
                    + "'; give a file, - for standard input, or --example with one of: "
                    + String.join(", ", Examples.names()));
        }
    }

    /** A stream's script. */
    public static ExecSource of(String name, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        if (bytes.length > 1 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND) {
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = unpacked.readAllBytes();
            } catch (EOFException | ZipException e) {
                throw new ScriptException(
                        name + ": the compressed file is cut off or damaged (" + e.getMessage() + ")");
            }
        }
        return new ExecSource(name, new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether it is written in JSON. */
    public boolean isJson() {
        return text.stripLeading().startsWith("{");
    }

    /** Performs the script and shows views after its end. */
    public void perform(Supplier<Machine> machines, ExecReport report, List<String> views) throws IOException {
        if (isJson()) {
            new JsonScripts(name, text).perform(machines, report, views);
            return;
        }
        Machine machine = machines.get();
        Session session = new LineScript(name, text).perform(machine, report);
        session.show(views);
        session.finish();
    }

    /** Performs the script, which must have one operation a line, and leaves its processes alive. */
    public Result perform(Machine machine, ExecReport report) throws IOException {
        if (isJson()) {
            throw new ScriptException(name + ": this script is JSON; addresses can be walked after a script with one"
                    + " operation a line only (mm exec --list)");
        }
        return new Result(new LineScript(name, text).perform(machine, report));
    }
}
