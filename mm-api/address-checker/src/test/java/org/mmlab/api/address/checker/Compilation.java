package org.mmlab.api.address.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Runs javac in this JVM with the address checker, and sorts its errors by source file. */
final class Compilation {
    private Compilation() {}

    /** Errors and warnings by the file's path; files without any are absent. */
    static Map<String, List<String>> complaints(Path output, List<? extends JavaFileObject> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (var files = javac.getStandardFileManager(collector, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-d",
                    output.toString(),
                    "-Xmaxerrs",
                    "1000",
                    "-XDcompilePolicy=simple",
                    "--should-stop=ifError=FLOW",
                    "--release",
                    "17",
                    "-AsuppressWarnings=none",
                    "-Xlint:-options");
            var task = javac.getTask(null, files, collector, options, null, sources);
            task.setProcessors(List.of(new AddressChecker()));
            task.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<String>> byFile = new TreeMap<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : collector.getDiagnostics()) {
            JavaFileObject source = diagnostic.getSource();
            String file = source == null ? "" : source.toUri().getPath();
            byFile.computeIfAbsent(file, any -> new ArrayList<>()).add(diagnostic.getMessage(Locale.ROOT));
        }
        return byFile;
    }
}
