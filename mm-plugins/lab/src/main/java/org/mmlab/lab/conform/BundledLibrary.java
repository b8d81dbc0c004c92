package org.mmlab.lab.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The vectors that ship in the jar: a folder for each family below {@code /org/mmlab/lab/vectors}. A jar cannot be listed through
 * the class loader, so each folder has a file {@code INDEX} that names the others, one a line.
 */
final class BundledLibrary implements VectorLibrary {
    private static final String ROOT = "/org/mmlab/lab/vectors/";
    private static final String INDEX = "INDEX";

    @Override
    public String location() {
        return "the bundled vectors";
    }

    @Override
    public List<String> folders() {
        return Families.all().keySet().stream().filter(BundledLibrary::exists).toList();
    }

    @Override
    public VectorSource folder(String family) {
        return new Folder(family);
    }

    private static boolean exists(String family) {
        return BundledLibrary.class.getResource(ROOT + family + "/" + INDEX) != null;
    }

    private record Folder(String family) implements VectorSource {
        @Override
        public String location() {
            return VectorLibrary.BUNDLED + ":" + family;
        }

        @Override
        public List<String> files() throws IOException {
            InputStream index = resource(INDEX);
            if (index == null) {
                throw VectorFiles.noSuchFile(location(), INDEX, List.of());
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8))) {
                return lines.lines().filter(line -> !line.isBlank()).sorted().toList();
            }
        }

        @Override
        public InputStream open(String file) throws IOException {
            InputStream content = files().contains(file) ? resource(file) : null;
            if (content == null) {
                throw VectorFiles.noSuchFile(this, file);
            }
            return VectorFiles.ifCompressed(file, content);
        }

        private @Nullable InputStream resource(String file) {
            return BundledLibrary.class.getResourceAsStream(ROOT + family + "/" + file);
        }
    }
}
