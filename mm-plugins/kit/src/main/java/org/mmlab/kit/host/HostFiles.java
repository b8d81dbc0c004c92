package org.mmlab.kit.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a running Linux below a root folder. */
final class HostFiles {
    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    /** The lines of a file that must be there. */
    List<String> lines(String file) {
        return optional(file)
                .orElseThrow(() -> new HostException("cannot read " + root.resolve(file)
                        + ": there is no such file, or it may not be read; a running Linux shows it"
                        + " (for a copy of its files, name the folder with --host-root)"))
                .lines()
                .toList();
    }

    /** The text of a file, if it can be read. */
    Optional<String> optional(String file) {
        Path path = root.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        // Files.readAllBytes asks for one byte first where a size of 0 is shown, and sysctls answer once only
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where a file is, for messages. */
    String place(String file) {
        return root.resolve(file).toString();
    }

    /** The numbers N of the folders {@code nodeN}, ascending; node 0 alone where the kernel shows none. */
    List<Integer> nodes() {
        Path folder = root.resolve("sys/devices/system/node");
        List<Integer> nodes = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> entry.getFileName() == null
                                ? ""
                                : entry.getFileName().toString())
                        .filter(name -> name.matches("node\\d{1,4}"))
                        .forEach(name -> nodes.add(Integer.parseInt(name.substring("node".length()))));
            } catch (IOException e) {
                throw new HostException("cannot list " + folder + ": " + e.getMessage());
            }
        }
        nodes.sort(Comparator.naturalOrder());
        return nodes.isEmpty() ? List.of(0) : nodes;
    }
}
