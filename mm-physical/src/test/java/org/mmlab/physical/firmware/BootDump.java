package org.mmlab.physical.firmware;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What a recorded boot printed: whole log and files, one after the other. */
record BootDump(List<String> lines) {
    private static final Pattern NODE_RANGE =
            Pattern.compile(".*  node +(\\d+): \\[mem 0x([0-9a-f]+)-0x([0-9a-f]+)\\].*");

    static BootDump named(String name) {
        return read(BootDump.class.getResourceAsStream(name + ".dump.txt.gz"));
    }

    static BootDump read(InputStream compressed) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.ISO_8859_1))) {
            return new BootDump(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String commandLine() {
        return file("/proc/cmdline").get(0);
    }

    List<String> iomem() {
        return file("/proc/iomem");
    }

    /** The log's lines that show a map. */
    List<String> maps() {
        return lines.stream().filter(DmesgMap::isMapLine).toList();
    }

    /** The ranges of memblock's memory as {@code start-last}, with those of touching nodes joined, in ascending order. */
    List<String> memory() {
        List<long[]> ranges = new ArrayList<>();
        for (String line : lines) {
            Matcher range = NODE_RANGE.matcher(line);
            if (range.matches()) {
                long start = Long.parseUnsignedLong(range.group(2), 16);
                long last = Long.parseUnsignedLong(range.group(3), 16);
                if (!ranges.isEmpty() && ranges.get(ranges.size() - 1)[1] + 1 == start) {
                    ranges.get(ranges.size() - 1)[1] = last;
                } else {
                    ranges.add(new long[] {start, last});
                }
            }
        }
        return ranges.stream()
                .map(range -> String.format("%x-%x", range[0], range[1]))
                .toList();
    }

    private List<String> file(String path) {
        int start = lines.indexOf("@@FILE " + path) + 1;
        int end = start;
        while (!lines.get(end).startsWith("@@")) {
            end++;
        }
        return lines.subList(start, end);
    }
}
