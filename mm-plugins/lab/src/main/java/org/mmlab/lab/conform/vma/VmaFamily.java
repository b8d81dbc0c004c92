package org.mmlab.lab.conform.vma;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.JsonLines;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.script.Script;
import org.mmlab.lab.script.ScriptReader;

/** The family {@code vma}: areas after each system call of Linux 6.18. */
public final class VmaFamily implements VectorFamily {
    /** The machine that the vectors were recorded on, as far as scripts can tell. */
    private static final MachineSpec SPEC = MachineSpec.of(
            Map.of("kernel", "6.18", "ram", "128M", "thp", "madvise", "swap", "0", "overcommit", "always"));

    @Override
    public String name() {
        return "vma";
    }

    @Override
    public String description() {
        return "system calls on areas: what each returned and the complete list of areas after it";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        List<String> files = source.files().stream()
                .filter(file -> file.endsWith(".jsonl") || file.endsWith(".jsonl.gz"))
                .toList();
        if (files.isEmpty()) {
            throw new VectorFormatException(
                    "there is no *.jsonl in " + source.location() + "; it holds: " + source.files());
        }
        for (String file : files) {
            try (JsonLines lines = JsonLines.open(source, file)) {
                for (JsonFields line = lines.next(); line != null; line = lines.next()) {
                    replay(line, lines.place(), report);
                }
            }
        }
    }

    private static void replay(JsonFields line, String place, ConformReport report) {
        String name = "line " + place.substring(place.lastIndexOf(':') + 1);
        try {
            name = line.text("id");
            Script script = ScriptReader.read(line);
            try (ConformCase open = report.open(name)) {
                new AreaReplay(MachineFactory.create(SPEC), script, open).replay(place);
            }
        } catch (VectorFormatException e) {
            try (ConformCase broken = report.open(name)) {
                broken.broken(e);
            }
        }
    }
}
