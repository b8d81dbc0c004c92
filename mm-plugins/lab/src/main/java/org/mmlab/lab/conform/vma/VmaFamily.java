package org.mmlab.lab.conform.vma;

import java.io.IOException;
import java.util.Map;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.ScriptFolder;
import org.mmlab.lab.conform.VectorFamily;
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
        ScriptFolder.of(source).replay(report, line -> line.text("id"), (line, name, place) -> {
            Script script = ScriptReader.read(line);
            try (ConformCase open = report.open(name)) {
                new AreaReplay(MachineFactory.create(SPEC), script, open).replay(place);
            }
        });
    }
}
