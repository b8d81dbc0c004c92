package org.mmlab.lab.conform;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The folder of one family: its files by name, wherever they are. */
public interface VectorSource {
    /** Where the folder is, for messages. */
    String location();

    /** The files in it and below, in ascending order, with {@code /} between the parts of a name. */
    List<String> files() throws IOException;

    /**
     * Opens a file, decompressed if it holds gzip data whatever its name; the caller closes the stream.
     *
     * @throws IOException if there is no such file, naming those that exist
     */
    InputStream open(String file) throws IOException;
}
