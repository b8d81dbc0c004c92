package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.KernelVersion;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.JsonLines;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;

/**
 * One recorded boot: {@code NAME.json.gz} and {@code NAME.memmap.jsonl.gz}.
 *
 * @param command the command line of the machine's simulator
 * @param reserved runs [first page frame, frames] that are reserved at the end of the boot, ascending
 */
record BootRecord(
        String name,
        KernelVersion kernel,
        String release,
        KernelOptions options,
        String command,
        JsonNode dmesg,
        List<JsonNode> sections,
        List<JsonNode> module,
        JsonNode handedBack,
        List<long[]> reserved) {
    static BootRecord read(VectorSource source, String file) throws IOException {
        JsonFields fields = object(source, file);
        String version = fields.text("kernel");
        for (String also : List.of("notes", "qemu")) {
            fields.required(also);
        }
        BootRecord record = new BootRecord(
                fields.text("name"),
                kernel(version, fields),
                version.split(" ")[2],
                new KernelOptions(fields.text("cmdline")),
                fields.text("cmd"),
                fields.required("dmesg"),
                list(fields.array("sections")),
                list(fields.array("module")),
                fields.required("derived").path("pages_freed_after_initcalls"),
                reserved(source, file.replaceFirst("\\.json(\\.gz)?$", ".memmap.jsonl$1")));
        fields.done();
        return record;
    }

    private static JsonFields object(VectorSource source, String file) throws IOException {
        try (JsonLines lines = JsonLines.open(source, file)) {
            JsonFields fields = lines.next();
            if (fields == null) {
                throw new VectorFormatException(lines.place() + ": the file is empty; it should hold one object");
            }
            return fields;
        }
    }

    private static KernelVersion kernel(String version, JsonFields fields) throws VectorFormatException {
        for (KernelVersion release : KernelVersion.values()) {
            if (version.startsWith("Linux version " + release.text() + ".")) {
                return release;
            }
        }
        throw fields.error("no rules are known for '" + version + "'");
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    private static List<long[]> reserved(VectorSource source, String file) throws IOException {
        List<long[]> runs = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(source, file)) {
            for (JsonFields line = lines.next(); line != null; line = lines.next()) {
                if (!line.text("t").equals("pagemap")) {
                    continue;
                }
                for (JsonNode run : line.array("runs")) {
                    if (run.path(2).asText().equals("R")) {
                        runs.add(new long[] {run.path(0).asLong(), run.path(1).asLong()});
                    }
                }
            }
        }
        return runs;
    }

    boolean is64Bit() {
        return release.endsWith("-amd64");
    }

    boolean isPae() {
        return release.endsWith("-686-pae");
    }

    /** Reserved frames of a range. */
    long reservedIn(long start, long end) {
        long frames = 0;
        for (long[] run : reserved) {
            frames += Math.max(0, Math.min(end, run[0] + run[1]) - Math.max(start, run[0]));
        }
        return frames;
    }
}
