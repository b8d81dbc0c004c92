package org.mmlab.lab.conform;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What both kinds of folder share: gzip by content, and the error about a file that is not there. */
final class VectorFiles {
    private static final int BUFFER_BYTES = 1 << 16;

    private VectorFiles() {}

    /** The stream itself, or what it holds if it starts as gzip data do. */
    static InputStream ifCompressed(String file, InputStream raw) throws IOException {
        InputStream content = new BufferedInputStream(raw, BUFFER_BYTES);
        content.mark(2);
        boolean compressed = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        try {
            return compressed ? new GZIPInputStream(content, BUFFER_BYTES) : content;
        } catch (EOFException | ZipException e) {
            throw new ZipException(
                    file + ": the compressed file is cut off or damaged (" + e.getMessage() + "); copy it again");
        }
    }

    static NoSuchFileException noSuchFile(VectorSource source, String file) throws IOException {
        return noSuchFile(source.location(), file, source.files());
    }

    static NoSuchFileException noSuchFile(String location, String file, List<String> existing) {
        return new NoSuchFileException("there is no file '" + file + "' in " + location
                + (existing.isEmpty() ? "; it is empty" : "; it holds: " + String.join(", ", existing)));
    }
}
