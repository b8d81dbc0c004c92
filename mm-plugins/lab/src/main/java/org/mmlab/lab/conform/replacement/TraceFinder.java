package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.format.BundledTraces;
import org.mmlab.kit.trace.format.TraceFormats;
import org.mmlab.lab.conform.VectorSource;

/**
 * Finds the trace that the vectors call by a name: {@code lirs-X}, {@code address-X-page4k}, {@code cache2k-X} (with
 * {@code -first1m}, its first million requests), {@code X.runs} and {@code X.f16} of a recorded program, or a file's own stem.
 *
 * <p>First in the directory {@code traces} beside the one that holds the families, then among the bundled recordings.
 */
final class TraceFinder {
    private static final int FIRST_MILLION = 1_000_000;
    private static final String LIMIT_MARK = "-first1m";
    private static final List<String> PACKINGS = List.of("", ".gz", ".xz", ".zst");

    private final @Nullable Path traces;

    TraceFinder(VectorSource source) {
        Path directory = source.directory();
        Path families = directory == null
                ? null
                : directory.toAbsolutePath().normalize().getParent();
        Path beside = families == null ? null : families.resolveSibling("traces");
        traces = beside != null && Files.isDirectory(beside) ? beside : null;
    }

    /** Loads a trace, or gives null where there is none of that name. */
    @Nullable DenseTrace load(String name) throws IOException {
        String whole = name.endsWith(LIMIT_MARK) ? name.substring(0, name.length() - LIMIT_MARK.length()) : name;
        int limit = whole.length() == name.length() ? DenseTrace.ALL : FIRST_MILLION;
        Path file = traces == null ? null : file(traces, stem(whole));
        if (file != null) {
            return DenseTrace.load(TraceFormats.open(file, null), limit);
        }
        String bundled = whole.endsWith(".runs") ? whole.substring(0, whole.length() - ".runs".length()) : whole;
        boolean known = BundledTraces.names().contains(bundled) && (whole.endsWith(".runs") || whole.endsWith(".f16"));
        return known ? DenseTrace.load(BundledTraces.open(bundled), limit) : null;
    }

    private static String stem(String name) {
        if (name.endsWith(".runs")) {
            return name.substring(0, name.length() - ".runs".length()) + ".pgt";
        }
        if (name.endsWith(".f16")) {
            return name + ".pgt";
        }
        if (name.startsWith("lirs-") || name.startsWith("cache2k-")) {
            return name.substring(name.indexOf('-') + 1) + ".trace";
        }
        return name.startsWith("address-") ? name.replace("-page4k", "") + ".trace" : name;
    }

    private static @Nullable Path file(Path traces, String stem) throws IOException {
        try (Stream<Path> files = Files.walk(traces)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isCalled(String.valueOf(file.getFileName()), stem))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    private static boolean isCalled(String file, String stem) {
        return PACKINGS.stream()
                .anyMatch(packing -> file.equals(stem + packing)
                        || file.equals(stem + ".trace" + packing)
                        || file.equals(stem + ".csv" + packing));
    }
}
