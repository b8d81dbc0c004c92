package org.mmlab.lab.conform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Vectors in a directory that has a folder for each family. */
final class DirectoryLibrary implements VectorLibrary {
    private final Path root;

    private DirectoryLibrary(Path root) {
        this.root = root;
    }

    static DirectoryLibrary at(String name) throws IOException {
        Path root;
        try {
            root = FileSystems.getDefault().getPath(name);
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(name, null, "is not a path (" + e.getReason() + ")");
        }
        if (!Files.exists(root)) {
            throw new NoSuchFileException("there is no directory '" + name
                    + "'; give the directory that holds the families' folders, or 'bundled'");
        }
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException("'" + name
                    + "' is not a directory; give the directory that holds the families' folders, or 'bundled'");
        }
        return new DirectoryLibrary(root);
    }

    @Override
    public String location() {
        return "directory '" + root + "'";
    }

    @Override
    public List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> root.relativize(entry).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public VectorSource folder(String family) {
        return new Folder(root.resolve(family));
    }

    private record Folder(Path path) implements VectorSource {
        @Override
        public String location() {
            return path.toString();
        }

        @Override
        public Path directory() {
            return path;
        }

        @Override
        public List<String> files() throws IOException {
            try (Stream<Path> entries = Files.walk(path)) {
                return entries.filter(Files::isRegularFile)
                        .map(this::nameOf)
                        .sorted()
                        .toList();
            }
        }

        @Override
        public InputStream open(String file) throws IOException {
            if (!files().contains(file)) {
                throw VectorFiles.noSuchFile(this, file);
            }
            return VectorFiles.ifCompressed(path.resolve(file).toString(), Files.newInputStream(path.resolve(file)));
        }

        private String nameOf(Path file) {
            return path.relativize(file).toString().replace('\\', '/');
        }
    }
}
