package org.mmlab.lab.conform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The folder of one family: its files by name, wherever they are. */
public interface VectorSource {
    /** Where the folder is, for messages. */
    String location();

    /** The directory that it is, beside which what the vectors refer to is looked for; null where it is none. */
    default @Nullable Path directory() {
        return null;
    }

    /** The files in it and below, in ascending order, with {@code /} between the parts of a name. */
    List<String> files() throws IOException;

    /**
     * Opens a file, decompressed if it holds gzip data whatever its name; the caller closes the stream.
     *
     * @throws IOException if there is no such file, naming those that exist
     */
    InputStream open(String file) throws IOException;
}
