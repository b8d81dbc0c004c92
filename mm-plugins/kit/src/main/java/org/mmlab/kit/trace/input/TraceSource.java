package org.mmlab.kit.trace.input;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a trace come from; they can be had again and again. */
public interface TraceSource {

    /** What messages call the source: a path, or the name of a resource. */
    String name();

    /**
     * Opens the raw bytes, compressed or not, from the first one on.
     *
     * @throws IOException if they cannot be had
     */
    InputStream open() throws IOException;
}
