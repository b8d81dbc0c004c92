package org.mmlab.lab.conform;

import java.io.IOException;

/**
 * Replays the vectors of one subject. Registered in {@code META-INF/services}; one instance serves a run of {@code mm conform},
 * on one thread.
 */
public interface VectorFamily {
    /** The family's name, which is its folder's name too. */
    String name();

    /** One line on what is replayed against what. */
    String description();

    /**
     * Replays every case of the folder and reports each.
     *
     * @throws VectorFormatException if a file as a whole is not what it should be; what is wrong within a case fails the case
     * @throws IOException if a file cannot be read
     */
    void replay(VectorSource source, ConformReport report) throws IOException;
}
