package org.mmlab.kit.trace.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mmlab.kit.trace.TraceException;

/** A trace in a file. */
public final class FileSource implements TraceSource {

    private final Path path;

    private FileSource(Path path) {
        this.path = path;
    }

    /**
     * A file that is there and can be read, as far as can be told without opening it.
     *
     * @throws TraceException if it is absent, a directory, or closed to this user
     */
    public static FileSource of(Path path) {
        if (!Files.exists(path)) {
            throw TraceException.of(path.toString(), "no such file", "check the path of the trace");
        }
        if (Files.isDirectory(path)) {
            throw TraceException.of(path.toString(), "this is a directory", "name a trace file in it");
        }
        if (!Files.isReadable(path)) {
            throw TraceException.of(path.toString(), "the file may not be read", "check its permissions");
        }
        return new FileSource(path);
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
