package org.mmlab.lab.bootmemory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The boots that ship with the program: Linux 6.12 on a machine of one node and 1 GiB, and on one of two nodes and 4 GiB. */
public final class BundledBootTraces {
    private static final List<String> NAMES = List.of("uma-1g", "numa2");

    private BundledBootTraces() {}

    /** Their names. */
    public static List<String> names() {
        return NAMES;
    }

    /** The boot of a name, which must be one of {@link #names}. */
    public static BootTrace read(String name) throws IOException {
        try (InputStream content = BundledBootTraces.class.getResourceAsStream(name + ".txt.gz")) {
            if (content == null) {
                throw new IOException("the program's jar has no boot trace '" + name + "'; build it again");
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(content), StandardCharsets.UTF_8))) {
                return BootTraceParser.parse(name, lines.lines().toList());
            }
        }
    }
}
