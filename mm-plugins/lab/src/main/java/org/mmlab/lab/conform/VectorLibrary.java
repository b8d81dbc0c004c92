package org.mmlab.lab.conform;

import java.io.IOException;
import java.util.List;

/** A place that holds the folders of families. */
public interface VectorLibrary {
    /** What a user writes for the vectors that ship with this program. */
    String BUNDLED = "bundled";

    /** Where it is, for messages. */
    String location();

    /** The names of the folders, in ascending order. */
    List<String> folders() throws IOException;

    /** The folder of a family, which must be one of {@link #folders}. */
    VectorSource folder(String family) throws IOException;

    /** The library that a user names: a directory, or {@link #BUNDLED}. */
    static VectorLibrary named(String name) throws IOException {
        return name.equals(BUNDLED) ? new BundledLibrary() : DirectoryLibrary.at(name);
    }
}
